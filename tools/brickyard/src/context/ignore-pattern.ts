import { posix } from 'node:path';

import type * as Re2 from 're2js';

import { parseGlob } from './glob';
import { isAccepted } from './is-accepted';

/** One line of a `.dockerignore`, without its `!`. */
export interface IgnorePattern {
  isException: boolean;
  /** The path itself; what is below it follows. */
  test: (path: string) => boolean;
}

/**
 * As moby's patternmatcher reads it, oddities of its regular expressions
 * included: https://github.com/moby/patternmatcher. `undefined` for what Docker
 * refuses: `!`, `[x-]`, `[c-a]`.
 */
export function parseIgnorePattern(line: string): IgnorePattern | undefined {
  const isMarked = line.startsWith('!');
  const cleaned = cleanPath((isMarked ? line.slice(1) : line).trim());
  // To Docker `/!a` and `./!a` are exceptions as well.
  const isException = isMarked || cleaned.startsWith('!');
  const pattern = isException && !isMarked ? cleaned.slice(1) : cleaned;
  const isNothing = pattern === '' || (isException && pattern === '/');
  if (isNothing || !isAccepted(pattern)) return undefined;
  const test = compile(pattern);
  return test && { isException, test };
}

function cleanPath(written: string): string {
  if (written === '') return '';
  const cleaned = posix.normalize(written).replace(/(?<=[^/])\/$/, '');
  return cleaned.length > 1 ? cleaned.replace(/^\//, '') : cleaned;
}

type Test = IgnorePattern['test'];

/** `**` with the `/` after it, `*`, `?`, an escaped sign, or any sign. */
const TOKEN = /\*\*\/?|\\[^]|[^]/gu;

function compile(pattern: string): Test | undefined {
  const tokens = pattern.match(TOKEN) ?? [];
  const rest = tokens.slice(1);
  const isPlain = (token: string) => !/[*?[\]\\]/.test(token);
  if (tokens.every(isPlain)) return (path) => path === pattern;
  if (tokens[0]?.startsWith('**') && rest.every(isPlain)) {
    const end = pattern.slice(2);
    return (path) => path.endsWith(end) || `/${path}` === end;
  }
  if (tokens.at(-1)?.startsWith('**') && tokens.slice(0, -1).every(isPlain)) {
    const start = pattern.slice(0, -2);
    return (path) => path.startsWith(start);
  }
  const isUsual = !ODD.test(pattern.replace(USUAL_CLASS, ''));
  return isUsual && !pattern.includes('**')
    ? compileGlobs(pattern)
    : compileExpression(tokens);
}

/** Hardly any file needs more than this, which takes no time to compile. */
function compileGlobs(pattern: string): Test {
  const globs = pattern.split('/').map(parseGlob);
  return (path) => {
    const parts = path.split('/');
    return (
      parts.length === globs.length &&
      globs.every((glob, index) => glob?.test(parts[index] ?? ''))
    );
  };
}

/** By RE2's rules, and in its time, which does not grow with the number of stars. */
function compileExpression(tokens: readonly string[]): Test | undefined {
  const pieces = tokens.map((token, index) =>
    translateToken(token, index === tokens.length - 1),
  );
  // A star beside its like adds nothing.
  const needed = pieces.filter(
    (piece, index) => !STARS.includes(piece) || piece !== pieces[index - 1],
  );
  const source = `^${needed.join('')}$`;
  if (tokens.some((token) => ODD.test(token))) return tryCompile(source);
  const least = needed.filter((piece) => !STARS.includes(piece)).length;
  let test: Test | undefined;
  return (path) => {
    if (path.length < least) return false;
    test ??= tryCompile(source);
    return test?.(path) ?? false;
  };
}

/** What patternmatcher leaves to the regular expression, which may refuse it. */
const ODD = /[[\]\\|{}^]/;
/** `[ab]`, `[0-9]`: the same to a glob and to a regular expression. */
const USUAL_CLASS = /\[(?:0-9|a-z|A-Z|[A-Za-z0-9_](?!-))+\]/g;
const STARS = ['(.*/)?', '[^/]*', '.*'];

function translateToken(token: string, isLast: boolean): string {
  if (token.startsWith('**')) return isLast ? '.*' : '(.*/)?';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  return /^[.+()$]$/.test(token) ? `\\${token}` : token;
}

/** No name has more signs, and each takes time to compile. */
const MOST_REPEATS = 255;

function tryCompile(source: string): Test | undefined {
  const counts = [...source.matchAll(/\{(\d*),?(\d*)\}/g)];
  const repeats = counts.flatMap(([, ...bounds]) => bounds.map(Number));
  if (repeats.reduce((sum, each) => sum + each, 0) > MOST_REPEATS)
    return undefined;
  // Hardly any file needs it, and it takes time to load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded on demand, synchronously
  const { RE2JS } = require('re2js') as typeof Re2;
  try {
    const expression = RE2JS.compile(source);
    return (path) => expression.test(path);
  } catch {
    return undefined;
  }
}
