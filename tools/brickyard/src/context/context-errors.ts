import { posix } from 'node:path';

import { BrickyardError, type Place, type Problem } from '../errors';

/** `name` is the flavour's folder as messages show it: `packages/python`. */
export function unreadableError(
  name: string,
  path: string,
  cause: unknown,
): BrickyardError {
  // Node puts this sign where a name's bytes are no UTF-8, and so cannot find the file.
  if (path.includes('\ufffd'))
    return new BrickyardError(
      'CONTEXT_UNREADABLE',
      `${posix.join(name, path)}: the name is not UTF-8, so the file cannot be read`,
      { cause, hint: 'rename it, or list its folder in .dockerignore' },
    );
  const reason =
    typeof cause === 'object' && cause !== null && 'code' in cause
      ? ` (${String(cause.code)})`
      : '';
  return new BrickyardError(
    'CONTEXT_UNREADABLE',
    `${posix.join(name, path)}: cannot be read for the build context${reason}`,
    {
      cause,
      hint: 'make it readable, or list it in .dockerignore if no COPY needs it',
    },
  );
}

export function changedError(name: string, path: string): BrickyardError {
  return new BrickyardError(
    'CONTEXT_CHANGED',
    `${posix.join(name, path)}: changed while it was packed for the build`,
    { hint: 'run again when nothing writes to the folder' },
  );
}

/** A glob that nothing can match: BuildKit refuses it too, but only later. */
export function patternProblem(place: Place, pattern: string): Problem {
  return { place, message: `'${pattern}' is not a valid pattern` };
}

export const PATTERN_HINT =
  'close each [ with a ], and put a \\ before a sign that stands for itself';
