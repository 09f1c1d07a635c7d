import { MASK } from './mask-secrets';

/** Fewer digits than these are found in any text. */
const FEWEST = 8;

/**
 * Masks what lines have of long texts that were cut at the ends of lines, as
 * base64 cuts them: the beginning of one at a line's end, the rest of it on the
 * next lines.
 */
export function maskWrapped(text: string, secrets: Iterable<string>): string {
  const long = [...secrets].filter(({ length }) => length >= 2 * FEWEST);
  if (long.length === 0) return text;
  return text
    .split('\n')
    .map((line) => long.reduce(maskLine, line))
    .join('\n');
}

function maskLine(line: string, secret: string): string {
  const words = line.trim();
  if (words.length >= FEWEST && secret.includes(words))
    return line.replace(words, MASK);
  return maskStart(maskEnd(line, secret), secret);
}

function maskEnd(line: string, secret: string): string {
  const at = line.lastIndexOf(secret.slice(0, FEWEST));
  if (at < 0 || !secret.startsWith(line.slice(at).trimEnd())) return line;
  return `${line.slice(0, at)}${MASK}`;
}

function maskStart(line: string, secret: string): string {
  const at = line.indexOf(secret.slice(-FEWEST));
  if (at < 0) return line;
  const end = at + FEWEST;
  const isRest = secret.endsWith(line.slice(0, end).trimStart());
  return isRest ? `${MASK}${line.slice(end)}` : line;
}
