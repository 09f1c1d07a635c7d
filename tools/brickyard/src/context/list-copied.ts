import { type Dirent, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import {
  type IgnoreFile,
  type IgnoreRules,
  parseIgnoreRules,
} from './ignore-rules';
import {
  literalPattern,
  parsePathPattern,
  type PathPattern,
  reachesInto,
  selectsPath,
} from './path-pattern';

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

interface Walk {
  folder: string;
  rules: IgnoreRules;
  taken: readonly (Omit<CopiedPath, 'path'> & { pattern: PathPattern })[];
  found: CopiedPath[];
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
  const found: CopiedPath[] = [];
  if (taken.length > 0) walk({ folder, rules, taken, found }, '');
  return found;
}

function walk(context: Walk, at: string): void {
  const { folder, rules, taken, found } = context;
  for (const entry of list(join(folder, at))) {
    const path = posix.join(at, entry.name);
    const isIgnored = rules.ignores(path);
    if (entry.isDirectory()) {
      const isReached = taken.some(({ pattern }) => reachesInto(pattern, path));
      if (isReached && !(isIgnored && rules.prunable)) walk(context, path);
    } else if (!isIgnored) {
      const takes = taken.filter(({ pattern }) => selectsPath(pattern, path));
      found.push(...takes.map(({ kind, line }) => ({ kind, path, line })));
    }
  }
}

/** What cannot be read is told by the build, or by the plan. */
function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
