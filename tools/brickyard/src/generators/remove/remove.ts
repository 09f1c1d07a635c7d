import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError, problemsError } from '../../errors';
import { hintNames } from '../../hint-names';
import { starterRecordPath } from '../../starter/starter-record';
import { generatedMark } from '../../synth/sync/stamp';
import { flavoursFolder } from '../../workspace/list-flavours';
import type { Told } from '../generator';
import { listUses } from '../list-uses';
import { nextSteps } from '../next-steps';
import { spellLine } from '../runtime/runtime-options';
import { listTreeFlavours, type TreeFlavour } from '../tree-flavours';
import { readTreeWorkspace, type TreeWorkspace } from '../tree-workspace';
import { removeLine } from './remove-line';

export interface RemoveOptions {
  name: string | number;
}

/**
 * `nx g brickyard:remove`: a flavour's folder and its records, or a runtime line.
 * What is published stays: clusters may run on it.
 */
export function generateRemove(
  tree: Tree,
  options: RemoveOptions,
  { BRICKYARD_PROFILE: profile }: Environment = process.env,
): Told {
  const workspace = readTreeWorkspace(tree);
  const flavours = listTreeFlavours(tree);
  const asked = String(options.name);
  const flavour = flavours.find(({ name }) => name === asked);
  if (flavour !== undefined) return removeFlavour(tree, flavour, workspace);
  const lines = listNames(workspace);
  const line = [asked, spellLine(options.name)].find((name) =>
    lines.includes(name),
  );
  if (line === undefined) throw unknownError(asked, flavours, lines);
  return removeLine(tree, { name: line, workspace, profile });
}

type Environment = Readonly<Record<string, string | undefined>>;

function listNames({ runtimes }: TreeWorkspace): string[] {
  return [...new Set(runtimes.map(({ name }) => name))].sort();
}

function unknownError(
  asked: string,
  flavours: readonly TreeFlavour[],
  lines: readonly string[],
): BrickyardError {
  const names = flavours.map(({ name }) => name);
  const near = lines.find(
    (line) => withoutSupport(line) === withoutSupport(asked),
  );
  const hints = [
    ...(names.length > 0 ? [hintNames('flavours', names, [asked])] : []),
    hintNames('runtime lines', lines, /\d/.test(asked) ? [near ?? asked] : []),
  ];
  return new BrickyardError(
    'FLAVOUR_UNKNOWN',
    `there is no flavour ${flavoursFolder}/${asked}, and no runtime line ${asked}`,
    { hint: hints.join('; ') },
  );
}

/** Support for long is in a line's name, and people leave it out. */
function withoutSupport(line: string): string {
  return line.replace(/[ _-]*lts$/i, '');
}

function removeFlavour(
  tree: Tree,
  flavour: TreeFlavour,
  { localNamespace }: TreeWorkspace,
): Told {
  checkUnused(flavour, listTreeFlavours(tree), localNamespace);
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
