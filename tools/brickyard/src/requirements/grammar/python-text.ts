/**
 * Texts as Python cuts them, which knows other blanks and ends of lines than
 * JavaScript: https://docs.python.org/3/library/stdtypes.html#str.splitlines
 */
const ENDS = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
/** One end of a line. */
export const LINE_END = new RegExp(`\\r\\n|[${ENDS}]`);

/** What Python's `\s` stands for, to be put between `[` and `]`. */
export const blanks =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const BLANK = new RegExp(`[${blanks}]`);

export function splitPythonLines(text: string): string[] {
  return text.split(LINE_END);
}

/** Without blanks at both ends. */
export function stripBlanks(text: string): string {
  return stripSigns(text, (sign) => BLANK.test(sign));
}

/** Without such signs at both ends. In one pass, which no regular expression makes of it. */
export function stripSigns(
  text: string,
  isOuter: (sign: string) => boolean,
): string {
  let [start, end] = [0, text.length];
  while (start < end && isOuter(text.charAt(start))) start += 1;
  while (start < end && isOuter(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
