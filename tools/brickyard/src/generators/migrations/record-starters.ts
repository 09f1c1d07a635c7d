import type { Tree } from '@nx/devkit';

import { renderSkipped } from '../../report/render-upgrade';
import type { Told } from '../generator';
import { pluginFolder, readPluginManifest } from '../starters/plugin-package';
import { writeRecord } from '../starters/write-record';
import { findCopy, listFolders, openSearch } from '../upgrade/find-copies';

/**
 * For workspaces that were made before there were records. Copies that no known
 * version explains are left alone, and it says how to begin with them.
 */
export function migrateToRecords(tree: Tree, plugin = pluginFolder): Told {
  const { version } = readPluginManifest(plugin);
  const search = openSearch(tree, plugin, version);
  const found = listFolders(search, [])
    .filter((folder) => !search.records.has(folder))
    .map((folder) => findCopy(search, folder));
  const copies = found.filter((each) => 'base' in each);
  for (const { folder, base } of copies)
    if (base.version !== undefined)
      writeRecord(tree, folder, { ...base, version: base.version });
  const skipped = found.filter((each) => 'why' in each);
  return [
    ...(skipped.length > 0 ? [renderSkipped(skipped)] : []),
    ...(copies.length > 0
      ? [
          'npx nx g brickyard:upgrade --dry-run shows what is new in the starters; commit the records in .brickyard first',
        ]
      : []),
  ];
}
