import type { ContextEntry } from '../../context/context-entry';
import type { Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import { readRLists } from '../../requirements/read-r-lists';
import { openFolder } from './open-flavour';

/** What is wrong with the lists of R packages that a flavour's Dockerfile reads. */
export function checkRPackages(
  flavour: Pick<Flavour, 'folder' | 'path'>,
  context: readonly ContextEntry[],
): Problem[] {
  const copied = context.filter(({ kind }) => kind === 'file');
  // Another runtime's context may hold the same file.
  const files = [...new Set(copied.map(({ path }) => path))];
  return readRLists({ ...openFolder(flavour), files }).problems;
}
