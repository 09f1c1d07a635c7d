import type { Mutant } from '../parse-report';

/** A mutant of one line. */
export function makeMutant(
  line: number,
  fate: Mutant['fate'],
  more: Partial<Mutant> = {},
): Mutant {
  return {
    file: 'tools/brickyard/src/plan/a.ts',
    mutator: 'EqualityOperator',
    start: { line, column: 5 },
    end: { line, column: 10 },
    original: 'a > 1',
    replacement: 'a >= 1',
    fate,
    ...more,
  };
}
