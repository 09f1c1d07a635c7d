import { parseGlob } from './glob';

/**
 * Whether Docker takes a line of a `.dockerignore`. It asks Go whether the pattern
 * matches `.`, and looks at nothing behind the first part that does not:
 * `[x-]` and `*[x-]` are refused, `b*[x-]` is not.
 * https://pkg.go.dev/path/filepath#Match
 */
export function isAccepted(pattern: string): boolean {
  let name = '.';
  for (const { hasStar, chunk, isLast } of splitChunks(pattern)) {
    if (hasStar && chunk === '') return true;
    const glob = parseGlob(chunk);
    if (glob === undefined) return false;
    if (name === '' || !glob.test(name) || isLast) return true;
    name = '';
  }
  return true;
}

/** A part without stars, and whether any stand before it. */
interface Chunk {
  hasStar: boolean;
  chunk: string;
  isLast: boolean;
}

function splitChunks(pattern: string): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at < pattern.length) {
    const start = skipStars(pattern, at);
    const end = endOfChunk(pattern, start);
    chunks.push({
      hasStar: start > at,
      chunk: pattern.slice(start, end),
      isLast: end === pattern.length,
    });
    at = end;
  }
  return chunks;
}

function skipStars(pattern: string, from: number): number {
  let at = from;
  while (pattern.charAt(at) === '*') at += 1;
  return at;
}

/** A star between brackets is a sign like others. */
function endOfChunk(pattern: string, from: number): number {
  let isInRange = false;
  for (let at = from; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '[') isInRange = true;
    else if (sign === ']') isInRange = false;
    else if (sign === '*' && !isInRange) return at;
  }
  return pattern.length;
}
