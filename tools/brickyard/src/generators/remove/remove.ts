import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { problemsError } from '../../errors';
import { starterRecordPath } from '../../starter/starter-record';
import { generatedMark } from '../../synth/sync/stamp';
import { flavoursFolder } from '../../workspace/list-flavours';
import type { Told } from '../generator';
import { listUses } from '../list-uses';
import { nextSteps } from '../next-steps';
import {
  findTreeFlavour,
  listTreeFlavours,
  type TreeFlavour,
} from '../tree-flavours';
import { readTreeWorkspace } from '../tree-workspace';

export interface RemoveOptions {
  name: string | number;
}

/**
 * `nx g brickyard:remove`: the folder and its records. What is published
 * stays: clusters may run on it.
 */
export function generateRemove(tree: Tree, options: RemoveOptions): Told {
  const { localNamespace } = readTreeWorkspace(tree);
  const flavours = listTreeFlavours(tree);
  const flavour = findTreeFlavour(flavours, String(options.name));
  checkUnused(flavour, flavours, localNamespace);
  const { name, path } = flavour;
  const origin = starterRecordPath(name);
  const paths = [
    path,
    ...(tree.exists(origin) ? [origin] : []),
    ...listGenerated(tree, name),
  ].join(' ');
  tree.delete(path);
  for (const record of [`dist/${flavoursFolder}/${name}`, origin])
    if (tree.exists(record)) tree.delete(record);
  return [
    `${name} is gone from this workspace; published images of it stay, for the clusters that run on them`,
    ...nextSteps(tree, [`git commit -m "feat(${name})!: remove" -- ${paths}`]),
  ];
}

/** Generated files that tell of a flavour: `nx sync` changes them, too. */
function listGenerated(tree: Tree, name: string): string[] {
  const inFolder = (folder: string) =>
    tree.children(folder).map((child) => posix.join(folder, child));
  return [...inFolder('.'), ...inFolder('.github/workflows')].filter((path) => {
    const text = tree.isFile(path) ? tree.read(path, 'utf8') : null;
    return (
      text?.includes(generatedMark) && text.split(/[^\w.-]+/).includes(name)
    );
  });
}

/** Throws FLAVOUR_IN_USE with every line that names it. */
function checkUnused(
  { name }: TreeFlavour,
  flavours: readonly TreeFlavour[],
  localNamespace: string,
): void {
  const problems = flavours
    .filter((other) => other.name !== name)
    .flatMap(({ path, dockerfile }) =>
      listUses(dockerfile, localNamespace)
        .filter(({ flavour }) => flavour === name)
        .map(({ line }) => ({
          place: { file: `${path}/Dockerfile`, line },
          message: `is built with ${name}`,
        })),
    );
  if (problems.length === 0) return;
  throw problemsError(
    'FLAVOUR_IN_USE',
    problems,
    `change these lines or remove what they are in, then ${name}`,
  );
}
