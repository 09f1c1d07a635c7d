import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Tree } from '@nx/devkit';

import type { CopyUpgrade } from '../../starter/copy-upgrade';
import type { FileChange } from '../../starter/file-change';
import { starterRecordPath } from '../../starter/starter-record';
import { flavoursFolder } from '../../workspace/list-flavours';
import { hasExecutableBit } from '../starters/read-starter';
import { writeRecord } from '../starters/write-record';

/** The files that these upgrades write or delete. */
export function listWritten(upgrades: readonly CopyUpgrade[]): string[] {
  return upgrades.flatMap(({ folder, changes, record }) => [
    ...changes
      .filter((change) => change.kind === 'removed' || 'file' in change)
      .map(({ path }) => `${flavoursFolder}/${folder}/${path}`),
    ...(record === undefined ? [] : [starterRecordPath(folder)]),
  ]);
}

export function writeUpgrades(
  tree: Tree,
  upgrades: readonly CopyUpgrade[],
): void {
  for (const { folder, changes, record } of upgrades) {
    for (const change of changes)
      writeChange(tree, `${flavoursFolder}/${folder}/${change.path}`, change);
    if (record !== undefined) writeRecord(tree, folder, record);
  }
}

function writeChange(tree: Tree, path: string, change: FileChange): void {
  if (change.kind === 'removed') tree.delete(path);
  if (!('file' in change)) return;
  const { bytes, isExecutable } = change.file;
  const file = join(tree.root, path);
  const isKept = existsSync(file) && hasExecutableBit(file) === isExecutable;
  tree.write(path, bytes);
  // The tree forgets a text that is on disk already, and a mode with it.
  if (!isKept) tree.changePermissions(path, isExecutable ? 0o755 : 0o644);
}
