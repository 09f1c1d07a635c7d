import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ContextEntry } from '../../context/context-entry';
import { isBrickyardError, type Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import { parseRPackages } from '../../requirements/parse-r-packages';

/** What is wrong with the lists of R packages that a flavour's Dockerfile reads. */
export function checkRPackages(
  { folder, path: name }: Pick<Flavour, 'folder' | 'path'>,
  context: readonly ContextEntry[],
): Problem[] {
  const files = context.filter(({ kind }) => kind === 'file');
  // Another runtime's context may hold the same file.
  const paths = new Set(files.map(({ path }) => path));
  return [...paths].filter(isCandidate).flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return isList(path, text) ? findProblems(text, `${name}/${path}`) : [];
  });
}

function isCandidate(path: string): boolean {
  return path.endsWith('_packages.sh');
}

/** By its name, or because it calls what installs them: apt_packages.sh does not. */
export function isList(path: string, text: string): boolean {
  return (
    /(^|[/_-])r_packages\.sh$/.test(path) ||
    /^\s*install-r-packages\b/m.test(text)
  );
}

function findProblems(text: string, file: string): Problem[] {
  try {
    parseRPackages(text, file);
    return [];
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return [...error.problems];
  }
}
