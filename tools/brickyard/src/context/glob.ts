/** One glob: of a whole path, or of one component of it. */
export interface Glob {
  /** Equal for globs that match the same. */
  source: string;
  test: (text: string) => boolean;
}

type Token = '*' | '?' | { literal: string } | CharacterClass;

interface CharacterClass {
  isNegated: boolean;
  /** First and last sign of each range. */
  ranges: readonly (readonly [from: string, to: string])[];
}

/** An escaped sign, a class, or any sign. */
const TOKEN = /\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|[^]/gu;
const RANGE = /(\\[^]|[^\\\]-])(?:-(\\[^]|[^\\\]-]))?/uy;

/**
 * Go's filepath.Match: https://pkg.go.dev/path/filepath#Match. `undefined` for
 * a glob that Go refuses, too: `[a`, `[]`, `[x-]`, `a\`.
 */
export function parseGlob(source: string): Glob | undefined {
  const tokens: Token[] = [];
  for (const [written] of source.matchAll(TOKEN)) {
    const token = parseToken(written);
    if (token === undefined) return undefined;
    // A star beside another one adds nothing.
    if (token !== '*' || tokens.at(-1) !== '*') tokens.push(token);
  }
  return { source, test: (text) => matchTokens(tokens, [...text]) };
}

/** A text whose `*` is a star. */
export function literalGlob(text: string): Glob {
  const source = text.replace(/[\\*?[]/g, '\\$&');
  return { source, test: (other) => other === text };
}

function parseToken(written: string): Token | undefined {
  if (written === '*' || written === '?') return written;
  if (written === '[' || written === '\\') return undefined;
  if (written.startsWith('[')) return parseClass(written.slice(1, -1));
  return { literal: written.startsWith('\\') ? written.slice(1) : written };
}

/** `^a-cx` of `[^a-cx]`; a `-` that makes no range needs a backslash. */
function parseClass(body: string): CharacterClass | undefined {
  const isNegated = body.startsWith('^');
  const ranges: [string, string][] = [];
  let at = isNegated ? 1 : 0;
  while (at < body.length) {
    RANGE.lastIndex = at;
    const [whole = '', from = '', to = from] = RANGE.exec(body) ?? [];
    if (whole === '') return undefined;
    ranges.push([unescape(from), unescape(to)]);
    at += whole.length;
  }
  return ranges.length === 0 ? undefined : { isNegated, ranges };
}

function unescape(sign: string): string {
  return sign.length > 1 && sign.startsWith('\\') ? sign.slice(1) : sign;
}

/**
 * Only the last star is ever tried again, since an earlier one can take nothing
 * that a later one could not: so the time is the product of both lengths at most.
 */
function matchTokens(
  tokens: readonly Token[],
  signs: readonly string[],
): boolean {
  let token = 0;
  let sign = 0;
  let star: { token: number; sign: number } | undefined;
  while (sign < signs.length) {
    if (tokens[token] === '*') {
      star = { token, sign };
      token += 1;
    } else if (isSign(tokens[token], signs[sign])) {
      token += 1;
      sign += 1;
    } else if (star !== undefined) {
      star.sign += 1;
      token = star.token + 1;
      sign = star.sign;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((rest) => rest === '*');
}

function isSign(token: Token | undefined, sign = ''): boolean {
  if (token === undefined || token === '*') return false;
  if (token === '?') return true;
  if ('literal' in token) return token.literal === sign;
  const code = codeOf(sign);
  const isIn = token.ranges.some(
    ([from, to]) => codeOf(from) <= code && code <= codeOf(to),
  );
  return isIn !== token.isNegated;
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}
