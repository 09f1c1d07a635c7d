import type { ParsedDockerfile } from './parsed-dockerfile';
import type { Replacement } from './rewrite-dockerfile';

/** What Brickyard adds to every step of a Dockerfile. */
export interface StepExtension {
  /** Flags of each RUN: `--mount=… --mount=…`. */
  flags: string;
  /** ARGs of each stage, so that nothing stays in the image's environment. */
  args: Readonly<Record<string, string>>;
}

/**
 * Adds ARGs before the first instruction of each stage, so that the stage's own
 * values come later and win; and flags to each RUN. Leaves ONBUILD alone: it is
 * a step of other builds.
 */
export function extendSteps(
  { stages }: ParsedDockerfile,
  { flags, args }: StepExtension,
): Replacement[] {
  const pairs = Object.entries(args).map(([name, value]) => `${name}=${value}`);
  return stages.flatMap(({ instructions }) => {
    const firsts = instructions.slice(0, 1).map(({ range: [start] }) => {
      return {
        range: [start, start] as const,
        text: `ARG ${pairs.join(' ')}\n`,
      };
    });
    const steps = instructions.filter(({ keyword }) => keyword === 'RUN');
    const runs = steps.map(({ range: [, end] }) => {
      return { range: [end, end] as const, text: ` ${flags}` };
    });
    return [...firsts, ...runs];
  });
}

/** The line of the original Dockerfile for a line of the extended one. */
export function originalLine(
  { stages }: ParsedDockerfile,
  extended: number,
): number {
  let line = extended;
  for (const [first] of stages.map(({ instructions }) => instructions)) {
    if (first !== undefined && first.line < line) line -= 1;
  }
  return line;
}
