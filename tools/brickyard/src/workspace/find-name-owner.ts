import { posix } from 'node:path';

import { parseJson } from '../parse-json';
import { flavoursFolder } from './list-flavours';

/** A workspace's files: Nx's tree is one. Paths are relative, `/`-separated. */
export interface ReadableTree {
  exists(path: string): boolean;
  isFile(path: string): boolean;
  children(path: string): string[];
  read(path: string, encoding: 'utf8'): string | null;
}

/** The folder or the project that has this name already: Nx refuses two of one name. */
export function findNameOwner(
  tree: ReadableTree,
  name: string,
): string | undefined {
  const folder = posix.join(flavoursFolder, name);
  if (tree.exists(folder)) return folder;
  return listManifests(tree, '', 3).find((file) => nameOf(tree, file) === name);
}

function listManifests(
  tree: ReadableTree,
  folder: string,
  depth: number,
): string[] {
  const names = tree
    .children(folder)
    .filter((name) => name !== 'node_modules' && !name.startsWith('.'));
  const manifests = names.filter((name) =>
    ['package.json', 'project.json'].includes(name),
  );
  const folders = depth === 0 ? [] : names;
  return [
    ...manifests.map((name) => posix.join(folder, name)),
    ...folders
      .filter((name) => !tree.isFile(posix.join(folder, name)))
      .flatMap((name) =>
        listManifests(tree, posix.join(folder, name), depth - 1),
      ),
  ];
}

function nameOf(tree: ReadableTree, file: string): string | undefined {
  try {
    const value = parseJson(tree.read(file, 'utf8') ?? '', file);
    return (value as { name?: string }).name;
  } catch {
    // Nx itself says what is wrong with it.
    return undefined;
  }
}
