import { join, posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { makeRecord } from '../../starter/starter-record';
import { flavoursFolder } from '../../workspace/list-flavours';
import { findStarter } from '../starters/find-starter';
import { readPluginManifest } from '../starters/plugin-package';
import { readStarter } from '../starters/read-starter';
import { writeRecord } from '../starters/write-record';

/**
 * Copies the starters of this plugin whose folders are missing from the tree, and
 * records which they are, for `nx g brickyard:upgrade`; returns their names.
 */
export function copyStarters(
  tree: Tree,
  pluginFolder: string,
  names: readonly string[],
): string[] {
  const starter = findStarter(pluginFolder);
  const { version } = readPluginManifest(pluginFolder);
  const missing = names.filter(
    (name) => !tree.exists(posix.join(flavoursFolder, name)),
  );
  for (const name of missing) {
    const files = readStarter(join(starter, name));
    for (const [path, { bytes, isExecutable }] of files) {
      // Toolbox scripts run from a mount, so they must stay executable.
      const mode = isExecutable ? 0o755 : 0o644;
      tree.write(posix.join(flavoursFolder, name, path), bytes, { mode });
    }
    writeRecord(tree, name, makeRecord(name, version, files));
  }
  return missing;
}
