import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError, isBrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import { parseReference } from '../reference/parse-reference';
import { flavoursFolder } from '../workspace/list-flavours';

/** Words that mean something else where a flavour's name may stand. */
const RESERVED: Readonly<Record<string, string>> = {
  scratch: 'in a Dockerfile, FROM scratch is the empty image',
  all: '--upgrade=all means every flavour',
  packages: 'it is the folder that flavours are in',
  node_modules: 'npm keeps its packages in folders of that name',
};

/**
 * Folder, project and image share one name. Throws NAME_INVALID or NAME_TAKEN
 * when that cannot be.
 */
export function checkName(
  tree: Tree,
  name: string,
  localNamespace: string,
): void {
  const fault = findFault(name, localNamespace);
  if (fault !== undefined) {
    throw new BrickyardError(
      'NAME_INVALID',
      `'${name}' is not a valid name: ${fault}`,
      {
        hint: 'folder, project and image share it: a-z, 0-9 and, between those, "-", such as geo or team-geo',
      },
    );
  }
  const owner = findOwner(tree, name);
  if (owner === undefined) return;
  throw nameTakenError(name, owner);
}

/** Of a name that a folder or a project already has. */
export function nameTakenError(name: string, owner: string): BrickyardError {
  return new BrickyardError(
    'NAME_TAKEN',
    `the name '${name}' is taken: by ${owner}`,
    { hint: 'choose another name' },
  );
}

function findFault(name: string, localNamespace: string): string | undefined {
  if (name === '') return 'it is empty';
  if (/[/:@]/.test(name)) return 'it holds one of "/", ":" and "@"';
  if (name in RESERVED) return `${RESERVED[name]}`;
  try {
    parseReference(`${localNamespace}/${name}`);
    return undefined;
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return error.message
      .replace(/^.*?is not an image reference: /s, '')
      .replace(/the repository "[^"]*"/, 'it');
  }
}

function findOwner(tree: Tree, name: string): string | undefined {
  const folder = posix.join(flavoursFolder, name);
  return tree.exists(folder) ? folder : findProject(tree, name);
}

/** The file of a project that has this name. */
export function findProject(tree: Tree, name: string): string | undefined {
  return listManifests(tree, '', 3).find((file) => nameOf(tree, file) === name);
}

/** Other projects of the workspace: Nx refuses two of one name. */
function listManifests(tree: Tree, folder: string, depth: number): string[] {
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

function nameOf(tree: Tree, file: string): string | undefined {
  try {
    const value = parseJson(tree.read(file, 'utf8') ?? '', file);
    return (value as { name?: string }).name;
  } catch {
    // Nx itself says what is wrong with it.
    return undefined;
  }
}
