import { findHeredocs } from './heredoc';
import { joinLines } from './join-lines';
import { parseDirectives } from './parse-directives';
import { parseInstruction } from './parse-instruction';
import type { Instruction } from './parsed-dockerfile';
import { splitLines } from './split-lines';

/** Something that older builders do not know. */
export interface BuilderNeed {
  line: number;
  /** `COPY --link`, `a heredoc of RUN`. */
  what: string;
  /** The first minor version of BuildKit that has it: 10 for 0.10. */
  buildkit: number;
}

/**
 * Versions of Dockerfile's syntax as its reference gives them; BuildKit 0.10 came
 * with 1.4, and so on: https://docs.docker.com/reference/dockerfile/
 */
const FLAGS: Readonly<Record<string, number>> = {
  'ADD --checksum': 12,
  'ADD --exclude': 25,
  'ADD --link': 10,
  'ADD --unpack': 23,
  'COPY --exclude': 25,
  'COPY --link': 10,
  'COPY --parents': 26,
  'RUN --security': 26,
};
const HEREDOC = 10;
/** `RUN cat << EOF` */
const HEREDOC_AFTER_BLANK = 22;

/**
 * What the engine's own reader of Dockerfiles has to know. Nothing where `# syntax`
 * names another reader. All stages count: a reader refuses the file as a whole.
 */
export function listBuilderNeeds(dockerfileText: string): BuilderNeed[] {
  const lines = splitLines(dockerfileText);
  const { escape, syntax } = parseDirectives(lines);
  if (syntax !== undefined) return [];
  return joinLines(lines, escape).flatMap((logical) => {
    const outer = parseInstruction(logical, escape);
    const instruction = outer.trigger ?? outer;
    return [
      ...listFlags(instruction),
      ...listHeredocs(instruction, logical.text),
    ];
  });
}

function listFlags({ keyword, flags, line }: Instruction): BuilderNeed[] {
  return flags.flatMap(({ name }) => {
    const what = `${keyword} --${name}`;
    const buildkit = FLAGS[what];
    return buildkit === undefined ? [] : [{ line, what, buildkit }];
  });
}

function listHeredocs(
  { keyword, line }: Instruction,
  text: string,
): BuilderNeed[] {
  const words = findHeredocs(text);
  if (words.length === 0) return [];
  const isAfterBlank = words.some(({ afterBlank }) => afterBlank);
  const what = `a heredoc of ${keyword}${isAfterBlank ? ' with a blank after <<' : ''}`;
  const buildkit = isAfterBlank ? HEREDOC_AFTER_BLANK : HEREDOC;
  return [{ line, what, buildkit }];
}
