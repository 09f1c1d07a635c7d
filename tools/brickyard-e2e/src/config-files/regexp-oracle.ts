import { explainPattern } from '../../../brickyard/src/image-tests/pattern';
import { PatternWorker } from '../../../brickyard/src/image-tests/pattern-worker';
import { type Oracle, type OracleCase, zipAnswers } from '../oracle/oracle';
import { Random } from '../random';
import { askGo, type PatternAnswer, type PatternCase } from './ask-go';
import { drawPattern, patternTable } from './pattern-cases';

const SEED = 16;
const DRAWN = 2000;

export const regexpOracles: readonly Oracle[] = [
  {
    name: 'regular expressions of the table, with texts',
    least: 1500,
    ask: () => compare(patternTable),
  },
  {
    name: `regular expressions drawn with seed ${SEED}, with texts`,
    least: DRAWN,
    ask: () => {
      const random = new Random(SEED);
      return compare(Array.from({ length: DRAWN }, () => drawPattern(random)));
    },
  },
];

async function compare(asked: readonly PatternCase[]) {
  const { patterns, versions } = askGo({ patterns: asked });
  const worker = new PatternWorker();
  const cases: OracleCase[] = [];
  try {
    for (const [each, theirs] of zipAnswers(asked, patterns)) {
      const judged = await judge(worker, each, theirs);
      cases.push({ ...judged, shown: { ...each, theirs } });
    }
  } finally {
    await worker.close();
  }
  return { tool: `regexp of ${versions['go']}`, cases };
}

async function judge(
  worker: PatternWorker,
  { pattern, text }: PatternCase,
  go: PatternAnswer,
): Promise<Pick<OracleCase, 'verdict' | 'why'>> {
  const refused = explainPattern(pattern);
  if (refused !== undefined)
    return go.error === undefined ? told : { verdict: 'same' };
  if (go.error !== undefined) return { verdict: 'unexplained' };
  const found = await worker.within(60)(text, [pattern]);
  return { verdict: found?.[0] === go.matches ? 'same' : 'unexplained' };
}

/** So nothing passes in place of such a pattern. */
const told = {
  verdict: 'explained',
  why: 're2js refuses a pattern that Go takes, and the file is refused with its line',
} as const;
