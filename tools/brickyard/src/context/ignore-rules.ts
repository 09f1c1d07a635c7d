import { sep } from 'node:path';

import dockerignore from '@balena/dockerignore';

import { patternError } from './context-errors';

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
 * the Dockerfile that the build itself needs. Throws
 * CONTEXT_INVALID with the line to blame.
 */
export function parseIgnoreRules(ignore: IgnoreFile | undefined): IgnoreRules {
  if (ignore === undefined) return { ignores: () => false, prunable: true };
  const lines = ignore.text.replace(/^\ufeff/, '').split(/\r?\n/);
  const patterns = lines.map(escapeSigns);
  const check = (pattern: string, index: number): void => {
    if (!isValid(pattern))
      throw patternError(
        { file: ignore.file, line: index + 1 },
        lines[index] ?? pattern,
      );
  };
  patterns.forEach(check);
  const rules = dockerignore({ ignorecase: false }).add(patterns);
  const prunable = !lines.some((line) => line.trim().startsWith('!'));
  return { ignores: (path) => rules.ignores(path), prunable };
}

/** The library compiles a rule when it first meets a path. */
function isValid(pattern: string): boolean {
  try {
    dockerignore().add(pattern).ignores('any');
    return true;
  } catch {
    return false;
  }
}

/**
 * The library hands a rule's `c++` or `(1)` to RegExp as they are; to Docker
 * they are plain characters. On Windows it knows no escapes.
 */
function escapeSigns(line: string): string {
  if (sep === '\\' || line.startsWith('#')) return line;
  return line.replace(/\\.|\[[^\]]*\]|[+(){}|^]/g, (token) =>
    token.length === 1 ? `\\${token}` : token,
  );
}
