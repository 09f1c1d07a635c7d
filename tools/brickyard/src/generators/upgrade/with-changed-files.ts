import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Tree } from '@nx/devkit';

import { flavoursFolder } from '../../workspace/list-flavours';

/**
 * The workspace as it would be after this run, in a folder of its own while `work`
 * runs: flavours that change are copied, all else is linked.
 */
export async function withChangedFiles<R>(
  tree: Tree,
  changed: readonly string[],
  work: (folder: string) => Promise<R>,
): Promise<R> {
  // Of such folders, nothing compiled is kept: see register.cjs.
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-base-'));
  try {
    linkAll(tree.root, folder, [flavoursFolder]);
    const packages = join(folder, flavoursFolder);
    mkdirSync(packages);
    linkAll(join(tree.root, flavoursFolder), packages, changed);
    for (const name of changed) copyFlavour(tree.root, folder, name);
    applyChanges(tree, folder);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linkAll(from: string, to: string, without: readonly string[]): void {
  for (const name of readdirSync(from))
    if (!without.includes(name)) symlinkSync(join(from, name), join(to, name));
}

function copyFlavour(root: string, folder: string, name: string): void {
  const path = join(flavoursFolder, name);
  if (existsSync(join(root, path)))
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      verbatimSymlinks: true,
    });
}

function applyChanges(tree: Tree, folder: string): void {
  for (const { path, type, content, options } of tree.listChanges()) {
    if (!path.startsWith(`${flavoursFolder}/`)) continue;
    const file = join(folder, path);
    if (type === 'DELETE' || content === null) {
      rmSync(file, { recursive: true, force: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (options?.mode !== undefined) chmodSync(file, options.mode);
  }
}
