import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { join } from 'node:path';

import type { Tree } from '@nx/devkit';

import type { OddFile } from '../../starter/merge-file';
import type { StarterFile } from '../../starter/starter-file';
import { flavoursFolder } from '../../workspace/list-flavours';
import { hasExecutableBit } from '../starters/read-starter';

/** Those of the paths that a flavour's folder has; what is no file is not followed. */
export function readCopyFiles(
  tree: Tree,
  folder: string,
  paths: Iterable<string>,
): Map<string, StarterFile | OddFile> {
  const files = new Map<string, StarterFile | OddFile>();
  for (const path of paths) {
    const file = readCopyFile(tree, join(flavoursFolder, folder, path));
    if (file !== undefined) files.set(path, file);
  }
  return files;
}

function readCopyFile(
  tree: Tree,
  path: string,
): StarterFile | OddFile | undefined {
  const file = join(tree.root, path);
  try {
    const fault = findFault(
      lstatSync(file),
      file,
      join(realpathSync(tree.root), path),
    );
    if (fault !== undefined) return { odd: fault };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return { odd: 'has a file in place of its folder' };
    return { odd: `cannot be read (${code})` };
  }
  const bytes = tree.read(path);
  if (bytes === null) return { odd: 'cannot be read' };
  return { bytes, isExecutable: hasExecutableBit(file) };
}

/** Who writes through a link changes a file elsewhere. */
function findFault(
  stats: Stats,
  file: string,
  real: string,
): string | undefined {
  if (stats.isDirectory()) return 'is a folder here';
  if (stats.isSymbolicLink()) return 'is a link here';
  if (!stats.isFile()) return 'is no file here';
  return realpathSync(file) === real ? undefined : 'is in a linked folder here';
}
