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
  if (tasks.length === 0) throw nothingError(image);
  return tasks;
}

function nothingError({ flavour, use }: ResolvedImage): BrickyardError {
  const takes = use.context.some(({ sources }) => sources.some(isLockSource));
  const what = hasLockStage(flavour)
    ? `, but a stage named ${lockStage}`
    : `, but its Dockerfile takes locks`;
  if (hasLockStage(flavour) || takes)
    return new BrickyardError(
      'LOCK_FAILED',
      `${flavour.path} has no requirements.txt${what}`,
      { hint: 'add the file, or take that out of the Dockerfile' },
    );
  return new BrickyardError(
    'LOCK_FAILED',
    `${flavour.path}/Dockerfile takes nothing from locks/, so there is nothing to lock`,
    { hint: 'let it install a lock as packages/python/Dockerfile does' },
  );
}
