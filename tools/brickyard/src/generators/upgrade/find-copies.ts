import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { hintNames } from '../../hint-names';
import type { Copy, CopyBase } from '../../starter/copy-upgrade';
import { findKnownCopy } from '../../starter/find-known-copy';
import { digestContent, type StarterFiles } from '../../starter/starter-file';
import type { StarterRecord } from '../../starter/starter-record';
import type { SkippedCopy } from '../../starter/upgrade-plan';
import { flavoursFolder } from '../../workspace/list-flavours';
import { findStarter } from '../starters/find-starter';
import { readStarter, readStarterFolder } from '../starters/read-starter';
import { readCopyFiles } from './read-copy-files';
import { readRecords } from './read-records';

export interface CopySearch {
  tree: Tree;
  /** The folder of this Brickyard's starters. */
  starter: string;
  /** Names of starters there. */
  starters: readonly string[];
  version: string;
  records: ReadonlyMap<string, StarterRecord>;
  /** The starters that a folder without a record was copied from. */
  readBase?: (name: string) => CopyBase;
}

/** What this Brickyard has, and what the workspace's records say. Throws FLAVOUR_UNKNOWN, STARTER_RECORD_INVALID. */
export function openSearch(
  tree: Tree,
  plugin: string,
  version: string,
): CopySearch {
  const starter = findStarter(plugin);
  const starters = listStarters(starter);
  return { tree, starter, starters, version, records: readRecords(tree) };
}

/** In the order in which they are built on each other, as far as names tell. */
function listStarters(starter: string): string[] {
  const order = ['toolbox', 'minimal', 'python', 'r'];
  const rank = (name: string) => order.indexOf(name) + 1 || order.length + 1;
  return readdirSync(starter)
    .filter((name) => existsSync(join(starter, name, 'Dockerfile')))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Folders to look at: these, or all that were copied from a starter. Throws FLAVOUR_UNKNOWN. */
export function listFolders(
  { tree, records, starters }: CopySearch,
  names: readonly string[],
): string[] {
  const there = starters.filter(
    (name) => !records.has(name) && tree.exists(`${flavoursFolder}/${name}`),
  );
  const all = [...new Set([...records.keys(), ...there])];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new BrickyardError(
      'FLAVOUR_UNKNOWN',
      `${unknown.join(', ')}: no starter was copied to a folder of that name`,
      { hint: hintNames('copies of starters', all, unknown) },
    );
  const rank = (folder: string) =>
    starters.indexOf(records.get(folder)?.starter ?? folder);
  const wanted = names.length === 0 ? all : [...new Set(names)];
  return wanted.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A folder as an upgrade sees it, or why it is left alone. */
export function findCopy(
  search: CopySearch,
  folder: string,
): Copy | SkippedCopy {
  const { tree, starter, starters, records } = search;
  const recorded = records.get(folder);
  if (!tree.exists(`${flavoursFolder}/${folder}`))
    return { folder, why: 'gone', renamedTo: findRenamed(search, folder) };
  const name = recorded?.starter ?? folder;
  if (!starters.includes(name))
    return { folder, why: 'retired', starter: name };
  const theirs = readStarter(join(starter, name));
  const base = recorded ?? findBase(search, name, theirs);
  if ('edited' in base) return { folder, why: 'unrecorded', ...base };
  const paths = new Set([...base.files.keys(), ...theirs.keys()]);
  const ours = readCopyFiles(tree, folder, paths);
  return { folder, base, ours, theirs, recorded };
}

function findBase(
  { tree, version, readBase }: CopySearch,
  name: string,
  files: StarterFiles,
): CopyBase | { edited: readonly string[] } {
  if (readBase !== undefined) return readBase(name);
  const ours = readStarterFolder(join(tree.root, flavoursFolder, name));
  const known = findKnownCopy(name, ours, { version, files });
  return 'record' in known ? known.record : known;
}

/** A folder without a record in which more than half of the files are as in this one's. */
function findRenamed(
  { tree, records, starters }: CopySearch,
  gone: string,
): string | undefined {
  const files = [...(records.get(gone)?.files ?? [])];
  const others = tree
    .children(flavoursFolder)
    .filter((name) => !records.has(name) && !starters.includes(name));
  return others.find((name) => {
    const same = files.filter(([path, { digest }]) => {
      const bytes = tree.read(`${flavoursFolder}/${name}/${path}`);
      return bytes !== null && digestContent(bytes) === digest;
    });
    return same.length * 2 > files.length;
  });
}
