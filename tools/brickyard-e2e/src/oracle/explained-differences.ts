import type { Difference } from './compare-readings';

/** Why Brickyard reads something in another way than pip, on purpose. */
export interface Explanation {
  reason: string;
  explains: (difference: Difference) => boolean;
}

/** That Brickyard refuses what pip takes, with words of this kind. */
const refuses =
  (pattern: RegExp): Explanation['explains'] =>
  ({ ours, theirs }) =>
    'error' in ours && 'value' in theirs && pattern.test(ours.error);

/** Each difference between Brickyard and pip has one row that explains it. */
export const explainedDifferences: readonly Explanation[] = [
  {
    reason:
      'pip ignores words after an option, and all beside -r, -c or -e; Brickyard refuses the line',
    explains: refuses(/pip ignores "|pip reads nothing else/),
  },
  {
    reason: 'no file has a hash of so few digits; Brickyard counts them',
    explains: refuses(/--hash needs sha256/),
  },
  {
    reason:
      '=== without a version excludes everything; Brickyard takes it for a slip',
    explains: refuses(/a version is missing/),
  },
  {
    reason:
      'to the regular expressions of pip, ſ is an s and ı an i; packaging and Brickyard know better',
    explains: ({ text, ours }) => 'error' in ours && /[ſıK]/.test(text),
  },
  {
    reason:
      'pip takes [extras] off the end of any URL; to packaging and Brickyard they are a part of it',
    explains: ({ text, ours }) => 'value' in ours && /@.*\[.*\]/s.test(text),
  },
  {
    reason:
      'a file URL that pip cannot open; Brickyard refuses all that are outside of the folder',
    explains: ({ text, theirs }) =>
      'error' in theirs && /^(?:name @ )?file:/i.test(text),
  },
  {
    reason:
      'pip takes a URL of a kind that it does not know for the path of a file; Brickyard refuses it',
    explains: refuses(/pip knows no such URL/),
  },
  {
    reason:
      'the copy of packaging in pip takes odd blanks into a URL; packaging itself and Brickyard do not',
    explains: refuses(/a URL is missing after the @/),
  },
  {
    reason:
      ':none: takes back what no line has asked for, so that pip sees no option',
    explains: ({ text }) => text.includes(':none:'),
  },
];
