import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import { readOptionalSource } from '../dockerfile/read-optional-source';
import type { Glob } from './glob';
import {
  type IgnoreFile,
  type IgnoreRules,
  parseIgnoreRules,
} from './ignore-rules';
import { parsePathPattern } from './path-pattern';

export interface UnmatchedRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  uses: readonly ContextUse[];
  ignore?: IgnoreFile;
}

/** Files that a build adds by itself are in no folder. */
const ADDED = /^\.brickyard/;

/**
 * The patterns of COPY and ADD for which a build copies nothing, and says nothing.
 * Throws CONTEXT_INVALID for a bad `.dockerignore`.
 */
export function findUnmatched({
  folder,
  uses,
  ignore,
}: UnmatchedRequest): { source: string; line: number }[] {
  const rules = parseIgnoreRules(ignore);
  return uses
    .filter(({ kind }) => kind !== 'mount')
    .flatMap(({ sources, line }) => sources.map((source) => ({ source, line })))
    .filter(({ source }) => /[*?[\\]/.test(source) && !ADDED.test(source))
    .filter(({ source }) => readOptionalSource(source) === undefined)
    .filter(({ source }) => {
      const { components } = parsePathPattern(source) ?? {};
      return components && !hasMatch({ folder, rules }, '', components);
    });
}

function hasMatch(
  place: { folder: string; rules: IgnoreRules },
  at: string,
  [glob, ...rest]: readonly Glob[],
): boolean {
  if (glob === undefined) return true;
  const names = listFolder(join(place.folder, at));
  return names.filter(glob.test).some((name) => {
    const path = posix.join(at, name);
    const isOut = place.rules.ignores(path) && place.rules.prunable;
    return !isOut && hasMatch(place, path, rest);
  });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
