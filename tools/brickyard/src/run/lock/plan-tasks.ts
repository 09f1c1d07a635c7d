import { BrickyardError, isBrickyardError } from '../../errors';
import {
  hasLockStage,
  isLockSource,
  lockStage,
} from '../../lock/kind/lock-owner';
import { lockTable } from '../../lock/lock-table';
import type { ImageFault } from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listLines, type ListLocks, openLocks } from '../locks/list-locks';
import type { LockTask } from './lock-request';

export interface TaskPlaces {
  /** Every image of the workspace that can be made. */
  all: readonly ResolvedImage[];
  /** By image id. */
  stages: ReadonlyMap<string, ResolvedImage>;
  workspace: Workspace;
}

/** A task for each kind of locks of each line, and the images that have nothing to lock. */
export function planTasks(
  images: readonly ResolvedImage[],
  { all, stages, workspace }: TaskPlaces,
): { tasks: LockTask[]; faults: ImageFault[] } {
  const listLocks = openLocks({ images: all, workspace });
  const faults: ImageFault[] = [];
  const tasks = images.flatMap((image) => {
    const { id, flavour } = image;
    const stage = stages.get(id);
    try {
      return listTasks(image, stage, listLocks);
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      faults.push({ flavour: flavour.name, id, error });
      return [];
    }
  });
  return { tasks, faults };
}

function listTasks(
  image: ResolvedImage,
  stage: ResolvedImage | undefined,
  listLocks: ListLocks,
): LockTask[] {
  const tasks = listLines(image).flatMap((line) => {
    const kinds = new Set(listLocks(image, line).map(({ kind }) => kind));
    return lockTable
      .filter(({ name }) => kinds.has(name))
      .map(({ name: kind, extension }) => {
        const id = `${image.flavour.name}@${line}${extension}`;
        return { id, kind, image, stage, line };
      });
  });
  if (tasks.length === 0 && !isForOthers(image)) throw nothingError(image);
  return tasks;
}

/** A library whose stage `lock` serves flavours that use it, and that has nothing to lock itself. */
function isForOthers({ flavour, use }: ResolvedImage): boolean {
  return use.fromScratch && hasLockStage(flavour) && !takesAny(use);
}

function takesAny({ context }: ResolvedImage['use']): boolean {
  return context.some(({ sources }) => sources.some(isLockSource));
}

function nothingError({ flavour, use }: ResolvedImage): BrickyardError {
  const { path } = flavour;
  if (takesAny(use))
    return new BrickyardError(
      'LOCK_FAILED',
      `${path}/Dockerfile takes a lock, and ${path} has no list of packages to make it of`,
      { hint: 'add requirements.txt, or take the lock out of the Dockerfile' },
    );
  if (hasLockStage(flavour))
    return new BrickyardError(
      'LOCK_FAILED',
      `${path} has no requirements.txt, but a stage named ${lockStage}`,
      { hint: 'add the file, or take the stage out of the Dockerfile' },
    );
  return new BrickyardError(
    'LOCK_FAILED',
    `${path}/Dockerfile takes no lock by its name, so there is nothing to lock`,
    { hint: 'let it install a lock as packages/python/Dockerfile does' },
  );
}
