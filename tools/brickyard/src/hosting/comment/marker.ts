import { BrickyardError } from '../../errors';

const longestName = 64;

/** The longest marker line, with its line end. */
export const longestMarker = markerLine('x'.repeat(longestName)).length + 1;

/**
 * The invisible line that our comments start with. It counts at the start alone:
 * where a person quotes the comment, it is further down.
 */
export function markerLine(name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name) || name.length > longestName)
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `--marker: expected letters, digits, '.', '_' and '-', got '${name}'`,
    );
  return `<!-- brickyard: ${name} -->`;
}

/** Hosts rewrite line ends, and drop spaces at the end. */
export function isSameText(a: string, b: string): boolean {
  return normalize(a) === normalize(b);
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
