import type { Tree } from '@nx/devkit';

import { BrickyardError, problemsError } from '../../errors';
import { builtInRuntimes } from '../../runtime/catalogue';
import { imagesLockFile } from '../../workspace/images-lock';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import { listTreeFlavours } from '../tree-flavours';
import { isInside, type TreeWorkspace } from '../tree-workspace';
import { dropRuntimesOption } from './drop-runtimes-option';
import { listLineLocks } from './list-line-locks';
import { type LineUses, listLineUses } from './list-line-uses';

export interface RemovedLine {
  name: string;
  workspace: TreeWorkspace;
  /** `BRICKYARD_PROFILE`, which names a profile besides that of nx.json. */
  profile?: string;
}

/**
 * Takes a runtime line out of the workspace: its file and its locks. Throws
 * RUNTIME_IN_USE with every place that names it, and RUNTIME_BUILT_IN where there
 * is nothing to take.
 */
export function removeLine(tree: Tree, request: RemovedLine): Told {
  const { name, workspace } = request;
  refuseUsed(tree, request);
  const gone = findGone(tree, request);
  const { files, locks } = gone;
  for (const path of [...files, ...locks]) tree.delete(path);
  const edited = dropRuntimesOption(tree, workspace, name);
  const paths = new Set([...files, ...locks.map(folderOf), ...edited]);
  return [
    ...tellGone(name, gone),
    ...edited.map(
      (file) =>
        `${file}: runtimes is gone, since no line is left in that folder`,
    ),
    ...nextSteps(tree, [
      ...(isBaseLeft(tree, request) ? [] : ['npx brickyard refresh']),
      `git commit -m "feat(runtimes)!: remove ${name}" -- ${[...paths].join(' ')}`,
    ]),
  ];
}

function refuseUsed(
  tree: Tree,
  { name, workspace, profile }: RemovedLine,
): void {
  const profiles = [workspace.options.profile, profile].filter(
    (file): file is string => Boolean(file),
  );
  const flavours = listTreeFlavours(tree);
  const uses = listLineUses(tree, { line: name, flavours, profiles });
  if (uses.problems.length > 0) throw inUse(name, uses);
}

/** Paths that are to be deleted. */
interface Gone {
  files: readonly string[];
  locks: readonly string[];
  isBuiltIn: boolean;
}

function findGone(tree: Tree, { name, workspace }: RemovedLine): Gone {
  const { added, runtimes } = workspace;
  const files = added
    .filter(({ line }) => line.name === name)
    .map(({ file }) => file);
  checkInside(tree, files);
  const others = runtimes.map((line) => line.name);
  const locks = listLineLocks(
    tree,
    name,
    others.filter((other) => other !== name),
  );
  const isBuiltIn = builtInRuntimes.some((line) => line.name === name);
  if (isBuiltIn && files.length + locks.length === 0) throw builtIn(name);
  return { files, locks, isBuiltIn };
}

/** Whether images.lock.json may still need what it has: another line starts from the same image. */
function isBaseLeft(tree: Tree, { name, workspace }: RemovedLine): boolean {
  if (!tree.exists(imagesLockFile)) return true;
  const basesOf = (isGone: boolean) =>
    workspace.runtimes
      .filter((line) => (line.name === name) === isGone)
      .map(({ baseImage }) => baseImage);
  const left = basesOf(false);
  return basesOf(true).every((base) => left.includes(base));
}

function folderOf(lock: string): string {
  return lock.slice(0, lock.lastIndexOf('/'));
}

function inUse(name: string, { listed, problems }: LineUses): BrickyardError {
  const names = listed.map(({ flavour }) => flavour).join(',');
  const [other = '<another line>'] = listed.flatMap(({ others }) => others);
  const hint =
    listed.length === 0
      ? `take ${name} out of these lines first`
      : `npx nx g brickyard:runtime ${other} --upgrade=${names} --replace=${name} moves them off it`;
  return problemsError('RUNTIME_IN_USE', problems, hint);
}

function checkInside(tree: Tree, files: readonly string[]): void {
  const outside = files.find((file) => !isInside(tree, file));
  if (outside === undefined) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `${outside}: is outside of the workspace; nothing is deleted there`,
    { hint: 'delete that file by hand' },
  );
}

function builtIn(name: string): BrickyardError {
  return new BrickyardError(
    'RUNTIME_BUILT_IN',
    `${name} is in the catalogue that comes with Brickyard, and cannot be removed from it`,
    {
      hint: 'nothing here refers to it; a line that no flavour lists costs nothing',
    },
  );
}

function tellGone(name: string, { files, locks, isBuiltIn }: Gone): string[] {
  const stays = isBuiltIn
    ? `${name} stays in the catalogue that comes with Brickyard${files.length > 0 ? ', with its facts there' : ''}`
    : `${name} is gone from this workspace`;
  const counted = locks.length === 1 ? '1 lock' : `${locks.length} locks`;
  return [
    `${stays}; published images for it stay, for the clusters that run on them`,
    ...files.map((file) => `${file} deleted`),
    ...(locks.length > 0 ? [`${counted} deleted`] : []),
  ];
}
