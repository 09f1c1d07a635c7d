import { type Oracle, type OracleCase, zipAnswers } from '../oracle/oracle';
import { Random } from '../random';
import {
  askBuildkit,
  type PatternCase,
  type PatternReading,
} from './ask-buildkit';
import { globAsBrickyard, ignoreAsBrickyard } from './match-as-brickyard';
import { drawIgnore, globCases, ignoreCases } from './pattern-cases';

const SEED = 16;
const DRAWN = 20_000;

export const patternOracles: readonly Oracle[] = [
  {
    name: '.dockerignore of the tables',
    least: 6000,
    ask: () => compareIgnores(ignoreCases),
  },
  {
    name: `.dockerignore drawn with seed ${SEED}`,
    least: DRAWN,
    ask: () => {
      const random = new Random(SEED);
      return compareIgnores(
        Array.from({ length: DRAWN }, () => drawIgnore(random)),
      );
    },
  },
  {
    name: 'patterns of COPY',
    least: 5000,
    ask: () => {
      const { globs, versions } = askBuildkit({ globs: globCases });
      const cases = zipAnswers(globCases, globs).map((pair) =>
        judge(...pair, globAsBrickyard),
      );
      return { tool: `path/filepath of ${versions['go']}`, cases };
    },
  },
];

function compareIgnores(asked: readonly PatternCase[]) {
  const { ignores, versions } = askBuildkit({ ignores: asked });
  const cases = zipAnswers(asked, ignores).map((pair) =>
    judge(...pair, ignoreAsBrickyard),
  );
  return {
    tool: `patternmatcher ${versions['github.com/moby/patternmatcher']}`,
    cases: zipAnswers(asked, cases).map(([{ text }, each]) =>
      each.verdict !== 'same' && hasRefused(text)
        ? { verdict: 'explained' as const, why: LATE, shown: each.shown }
        : each,
    ),
  };
}

const LATE =
  'Docker compiles a line only when a path needs it, so it refuses a bad one later';

/** Whether each line that Brickyard refuses is refused by Docker as well, where a path needs it. */
function hasRefused(text: string): boolean {
  const refused = text
    .split(/\r?\n/)
    .filter((line) => ignoreAsBrickyard({ text: line, paths: [] }).error);
  // A line with a `!` is needed only where something is left out before.
  const { ignores } = askBuildkit({
    ignores: refused.flatMap((line) =>
      [line, `**\n${line}`].map((each) => ({ text: each, paths: ['x/y'] })),
    ),
  });
  const isRefused = (index: number) => ignores[index]?.error !== undefined;
  return (
    refused.length > 0 &&
    refused.every((_, at) => isRefused(2 * at) || isRefused(2 * at + 1))
  );
}

function judge(
  each: PatternCase,
  theirs: PatternReading,
  read: (each: PatternCase) => PatternReading,
): OracleCase {
  const print = (reading: PatternReading) =>
    reading.error ? 'refused' : JSON.stringify(reading.matched);
  const [ours, other] = [print(read(each)), print(theirs)];
  const shown = { text: each.text, ours, theirs: other };
  if (ours === other) return { verdict: 'same', shown };
  return { verdict: 'unexplained', shown };
}
