import type { Tree } from '@nx/devkit';

import { BrickyardError, problemsError } from '../../errors';
import { builtInRuntimes } from '../../runtime/catalogue';
import { imagesLockFile } from '../../workspace/images-lock';
import type { Told } from '../generator';
import { nextSteps } from '../next-steps';
import { listTreeFlavours } from '../tree-flavours';
import {
  type AddedLine,
  isInside,
  type TreeWorkspace,
} from '../tree-workspace';
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
  const { options, runtimes } = workspace;
  const profiles = [options.profile, request.profile].filter(
    (file): file is string => Boolean(file),
  );
  const flavours = listTreeFlavours(tree);
  const uses = listLineUses(tree, { line: name, flavours, profiles });
  const others = [...new Set(runtimes.map((line) => line.name))].filter(
    (other) => other !== name,
  );
  if (uses.problems.length > 0) throw inUse(name, uses);
  const files = workspace.added.filter(({ line }) => line.name === name);
  checkInside(tree, files);
  const locks = listLineLocks(tree, name, others);
  const isBuiltIn = builtInRuntimes.some((line) => line.name === name);
  if (isBuiltIn && files.length + locks.length === 0) throw builtIn(name);
  const paths = [...files.map(({ file }) => file), ...locks];
  for (const path of paths) tree.delete(path);
  const edited = dropRuntimesOption(tree, workspace, name);
  return [
    ...tellGone(name, { files, locks, isBuiltIn }),
    ...edited.map(
      (file) =>
        `${file}: runtimes is gone, since no line is left in that folder`,
    ),
    ...nextSteps(tree, [
      ...(isBaseLeft(tree, { name, workspace })
        ? []
        : ['npx brickyard refresh']),
      `git commit -m "feat(runtimes)!: remove ${name}" -- ${[...new Set([...files.map(({ file }) => file), ...locks.map(folderOf), ...edited])].join(' ')}`,
    ]),
  ];
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

function checkInside(tree: Tree, files: readonly AddedLine[]): void {
  const outside = files.find(({ file }) => !isInside(tree, file));
  if (outside === undefined) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `${outside.file}: is outside of the workspace; nothing is deleted there`,
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

interface Gone {
  files: readonly AddedLine[];
  locks: readonly string[];
  isBuiltIn: boolean;
}

function tellGone(name: string, { files, locks, isBuiltIn }: Gone): string[] {
  const stays = isBuiltIn
    ? `${name} stays in the catalogue that comes with Brickyard${files.length > 0 ? ', with its facts there' : ''}`
    : `${name} is gone from this workspace`;
  const counted = locks.length === 1 ? '1 lock' : `${locks.length} locks`;
  return [
    `${stays}; published images for it stay, for the clusters that run on them`,
    ...files.map(({ file }) => `${file} deleted`),
    ...(locks.length > 0 ? [`${counted} deleted`] : []),
  ];
}
