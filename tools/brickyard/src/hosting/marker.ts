import { BrickyardError } from '../errors';

/**
 * The line that a comment of ours starts with, and that nobody sees. Only at the
 * start: a person who quotes the comment has it further down.
 */
export function markerLine(name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name))
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `--marker: expected letters, digits, '.', '_' and '-', got '${name}'`,
    );
  return `<!-- brickyard: ${name} -->`;
}

/** Hosts rewrite line ends, and drop space at the end. */
export function isSameText(a: string, b: string): boolean {
  return normalize(a) === normalize(b);
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
