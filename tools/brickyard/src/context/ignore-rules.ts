import { posix } from 'node:path';

import { problemsError } from '../errors';
import { PATTERN_HINT, patternProblem } from './context-errors';
import { type IgnorePattern, parseIgnorePattern } from './ignore-pattern';

/** A `.dockerignore`, or a Dockerfile's own, as messages name it. */
export interface IgnoreFile {
  file: string;
  text: string;
}

/** What `.dockerignore` leaves out. */
export interface IgnoreRules {
  ignores(path: string): boolean;
  /** False when a `!` rule may bring back something below an ignored folder. */
  readonly prunable: boolean;
}

/**
 * An ignored Dockerfile or `.dockerignore` is hidden from COPY; the packer adds
 * the Dockerfile that the build itself needs. Throws CONTEXT_INVALID with the
 * lines to blame.
 */
export function parseIgnoreRules(ignore: IgnoreFile | undefined): IgnoreRules {
  if (ignore === undefined) return { ignores: () => false, prunable: true };
  const { file, text } = ignore;
  const parse = rememberPatterns();
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, index) => ({
      text: line.trim(),
      isComment: line.startsWith('#'),
      index,
    }))
    .filter((line) => line.text !== '' && !line.isComment)
    .map((line) => ({ ...line, pattern: parse(line.text) }));
  const problems = lines
    .filter(({ pattern }) => pattern === undefined)
    .map((line) => patternProblem({ file, line: line.index + 1 }, line.text));
  if (problems.length > 0)
    throw problemsError('CONTEXT_INVALID', problems, PATTERN_HINT);
  return matchPatterns(lines.flatMap(({ pattern }) => pattern ?? []));
}

/** The same line again costs nothing. */
function rememberPatterns(): typeof parseIgnorePattern {
  const known = new Map<string, IgnorePattern | undefined>();
  return (line) => {
    if (!known.has(line)) known.set(line, parseIgnorePattern(line));
    return known.get(line);
  };
}

/** The last pattern that matches a path, or a folder above it, decides. */
function matchPatterns(patterns: readonly IgnorePattern[]): IgnoreRules {
  const folders = new Map<string, readonly boolean[]>();
  const matchFolder = (path: string): readonly boolean[] => {
    const known = path === '.' ? [] : folders.get(path);
    if (known !== undefined) return known;
    const above = matchFolder(posix.dirname(path));
    const found = patterns.map(({ test }, i) => above[i] || test(path));
    folders.set(path, found);
    return found;
  };
  const ignores = (path: string): boolean => {
    const above = matchFolder(posix.dirname(path));
    const last = patterns.findLast(
      ({ test }, index) => above[index] || test(path),
    );
    return last !== undefined && !last.isException;
  };
  const prunable = !patterns.some(({ isException }) => isException);
  return { ignores, prunable };
}
