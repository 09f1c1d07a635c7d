import { dirname, posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { parseCommentedJson } from '../../parse-json';
import { readNxJson, type TreeWorkspace } from '../tree-workspace';
import { writeJson } from '../write-json';

/**
 * A folder without a line is a folder that git does not keep, and no command reads
 * a workspace whose options name one. Returns the files that no longer name it.
 */
export function dropRuntimesOption(
  tree: Tree,
  { options, added }: TreeWorkspace,
  gone: string,
): string[] {
  const left = added.filter(({ line }) => line.name !== gone);
  const isEmptied = (folder: string) =>
    added.some(({ file }) => isIn(file, folder)) &&
    !left.some(({ file }) => isIn(file, folder));
  const { runtimes, profile } = options;
  return [
    ...(runtimes !== undefined && isEmptied(runtimes)
      ? [dropFromNxJson(tree)]
      : []),
    ...(profile === undefined ? [] : dropFromProfile(tree, profile, isEmptied)),
  ];
}

function isIn(file: string, folder: string): boolean {
  return posix.normalize(`${folder}/`) === `${posix.normalize(dirname(file))}/`;
}

function dropFromNxJson(tree: Tree): string {
  const nxJson = readNxJson(tree);
  const plugins = nxJson.plugins?.map((entry) => {
    if (typeof entry === 'string' || entry.plugin !== 'brickyard') return entry;
    const { runtimes: _gone, ...options } = entry.options ?? {};
    return { ...entry, options };
  });
  writeJson(tree, 'nx.json', { ...nxJson, plugins });
  return 'nx.json';
}

function dropFromProfile(
  tree: Tree,
  profile: string,
  isEmptied: (folder: string) => boolean,
): string[] {
  const text = tree.read(profile, 'utf8');
  if (text === null) return [];
  const { runtimes, ...rest } = parseCommentedJson(text, profile) as {
    runtimes?: string;
  };
  if (runtimes === undefined) return [];
  if (!isEmptied(posix.join(dirname(profile), runtimes))) return [];
  writeJson(tree, profile, rest);
  return [profile];
}
