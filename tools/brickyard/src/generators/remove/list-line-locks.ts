import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { flavoursFolder } from '../../workspace/list-flavours';

/**
 * Locks of a line below every folder of `packages`, also of one that is no flavour
 * by now. `known` are the names of all lines: `17.3.txt` is no lock of a line 17.
 */
export function listLineLocks(
  tree: Tree,
  line: string,
  known: readonly string[],
): string[] {
  const longer = known.filter((name) => name.startsWith(`${line}.`));
  const isOf = (file: string, name: string) => file.startsWith(`${name}.`);
  return tree.children(flavoursFolder).flatMap((flavour) => {
    const folder = posix.join(flavoursFolder, flavour, 'locks');
    return tree
      .children(folder)
      .filter((file) => file.endsWith('.txt') && isOf(file, line))
      .filter((file) => !longer.some((name) => isOf(file, name)))
      .map((file) => posix.join(folder, file));
  });
}
