import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { readDefinition } from '../../flavour/read-definitions';
import { flavoursFolder } from '../../workspace/list-flavours';

/** What working on a package leaves behind. */
const LEFT_BEHIND = /(?:^|\/)(?:node_modules|__pycache__|dist)(?:\/|$)/;

/** Copies the folders that are missing from the tree; returns their names. */
export function copyStarters(
  tree: Tree,
  starter: string,
  names: readonly string[],
): string[] {
  const missing = names.filter(
    (name) => !tree.exists(posix.join(flavoursFolder, name)),
  );
  for (const name of missing) copyFolder(tree, join(starter, name), name);
  return missing;
}

function copyFolder(tree: Tree, folder: string, name: string): void {
  const isLock = lockFilter(folder);
  for (const file of listFiles(folder)) {
    if (LEFT_BEHIND.test(file) || !isLock(file)) continue;
    const path = join(folder, file);
    // Toolbox scripts run from a mount, so they must stay executable.
    const mode = statSync(path).mode & 0o777;
    tree.write(posix.join(flavoursFolder, name, file), readFileSync(path), {
      mode,
    });
  }
}

/** Locks of lines that the flavour does not list, such as a lab's, stay behind. */
function lockFilter(folder: string): (file: string) => boolean {
  const file = join(folder, 'image.ts');
  const text = readFileSync(file, 'utf8');
  const { runtimes } = readDefinition({ name: file, file, text });
  return (path) =>
    !path.startsWith('locks/') ||
    runtimes.some((line) => path.startsWith(`locks/${line}.`));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
