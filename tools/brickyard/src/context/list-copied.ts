import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import { type IgnoreFile, parseIgnoreRules } from './ignore-rules';
import { literalPattern, parsePathPattern, selectsPath } from './path-pattern';
import { walkFolder } from './walk-folder';

export interface CopiedRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  uses: readonly ContextUse[];
  ignore?: IgnoreFile;
}

/** A file that COPY or ADD takes into a stage, or that a step mounts. */
export interface CopiedPath {
  kind: ContextUse['kind'];
  /** In the folder, `/`-separated. */
  path: string;
  /** Of the instruction. */
  line: number;
}

/**
 * What COPY, ADD and mounts take from the folder, without what `.dockerignore` leaves
 * out. Throws CONTEXT_INVALID for a bad `.dockerignore`.
 */
export function listCopied({
  folder,
  uses,
  ignore,
}: CopiedRequest): CopiedPath[] {
  const taken = uses.flatMap(({ kind, sources, line }) =>
    sources.flatMap((source) => {
      const isLiteral = kind === 'mount';
      const pattern = isLiteral
        ? literalPattern(source)
        : parsePathPattern(source);
      return pattern ? [{ kind, pattern, line }] : [];
    }),
  );
  const rules = parseIgnoreRules(ignore);
  if (taken.length === 0) return [];
  const patterns = taken.map(({ pattern }) => pattern);
  const list = (at: string) => listIfReadable(join(folder, at));
  return [...walkFolder({ list, rules, patterns })].flatMap(({ path }) =>
    taken
      .filter(({ pattern }) => selectsPath(pattern, path))
      .map(({ kind, line }) => ({ kind, path, line })),
  );
}

/** What cannot be read is told by the build, or by the plan. */
function listIfReadable(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
