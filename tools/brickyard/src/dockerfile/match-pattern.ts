/** What a shell's pattern asks for, sign by sign; `ANY` is one sign, `*` stands between two pieces. */
export type Pattern = readonly (readonly (string | typeof ANY)[])[];

const ANY = Symbol('?');

export interface Trim {
  side: '#' | '%';
  longest: boolean;
}

/**
 * The pieces between the stars of a pattern. `undefined` for a `\` that escapes
 * nothing, as BuildKit has it.
 */
export function parsePattern(pattern: string): Pattern | undefined {
  const pieces: (string | typeof ANY)[][] = [[]];
  const signs = pattern.matchAll(/\\([}/*?\\])|[^\\]/gsu);
  let read = 0;
  for (const [whole, escaped] of signs) {
    read += whole.length;
    if (whole === '*') pieces.push([]);
    else pieces.at(-1)?.push(whole === '?' ? ANY : (escaped ?? whole));
  }
  return read === pattern.length ? pieces : undefined;
}

/** `${value#pattern}`, `##`, `%`, `%%` of the shell. */
export function trimMatch(
  value: string,
  pattern: Pattern,
  { side, longest }: Trim,
): string {
  const signs = [...value];
  if (side === '#') {
    const end = findEnd(signs, pattern, { start: 0, longest });
    return end === undefined ? value : signs.slice(end).join('');
  }
  const mirrored = pattern.map((piece) => piece.toReversed()).toReversed();
  const end = findEnd(signs.toReversed(), mirrored, { start: 0, longest });
  return end === undefined
    ? value
    : signs.slice(0, signs.length - end).join('');
}

/** `${value/pattern/replacement}`, and `//` for every match. */
export function replaceMatch(
  value: string,
  pattern: Pattern,
  replacement: string,
  every: boolean,
): string {
  const signs = [...value];
  let out = '';
  let at = 0;
  let copied = 0;
  while (at <= signs.length) {
    const match = findMatch(signs, pattern, at);
    if (match === undefined) break;
    const { start, end } = match;
    // An empty match right after another one is none.
    const isNew = end > start || start > copied || copied === 0;
    if (isNew) {
      out += signs.slice(copied, start).join('') + replacement;
      copied = end;
    }
    at = end > start ? end : end + 1;
    if (!every) break;
  }
  return out + signs.slice(copied).join('');
}

/** The first place where a pattern matches, and as much as it can match there. */
function findMatch(signs: readonly string[], pattern: Pattern, from: number) {
  const start = findPiece(signs, pattern[0] ?? [], from);
  if (start === undefined) return undefined;
  const end = findEnd(signs, pattern, { start, longest: true });
  return end === undefined ? undefined : { start, end };
}

/** Where a match that starts at `start` ends: each piece as early as it can be, the last as it is wanted. */
function findEnd(
  signs: readonly string[],
  [first = [], ...rest]: Pattern,
  { start, longest }: { start: number; longest: boolean },
): number | undefined {
  if (!isAt(signs, first, start)) return undefined;
  let end = start + first.length;
  for (const [index, piece] of rest.entries()) {
    const isLast = longest && index === rest.length - 1;
    const found = isLast
      ? findLastPiece(signs, piece, end)
      : findPiece(signs, piece, end);
    if (found === undefined) return undefined;
    end = found + piece.length;
  }
  return end;
}

function findPiece(
  signs: readonly string[],
  piece: Pattern[number],
  from: number,
): number | undefined {
  for (let at = from; at + piece.length <= signs.length; at += 1)
    if (isAt(signs, piece, at)) return at;
  return undefined;
}

function findLastPiece(
  signs: readonly string[],
  piece: Pattern[number],
  from: number,
): number | undefined {
  for (let at = signs.length - piece.length; at >= from; at -= 1)
    if (isAt(signs, piece, at)) return at;
  return undefined;
}

function isAt(
  signs: readonly string[],
  piece: Pattern[number],
  at: number,
): boolean {
  if (at + piece.length > signs.length) return false;
  return piece.every((sign, i) => sign === ANY || sign === signs[at + i]);
}
