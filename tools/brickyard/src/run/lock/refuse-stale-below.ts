import { checkLock, isUnlocked } from '../../lock/check-lock';
import type { Lock } from '../../lock/kind/lock';
import {
  lockCommand,
  type StaleLock,
  staleLocksError,
} from '../locks/check-locks';
import type { ListLocks } from '../locks/list-locks';
import type { LockWork } from './lock-resolver';

/**
 * Flavours below whose locks of an optional kind nobody has made: there is nothing
 * that these could rest on.
 */
export function listUnlockedBelow(
  work: LockWork,
  listLocks: ListLocks,
): { flavour: string }[] {
  return listBelow(work, listLocks)
    .filter(({ lock }) => isUnlocked(lock))
    .map(({ lock }) => ({ flavour: lock.flavour.name }));
}

/**
 * Throws LOCK_STALE when a lock that these rest on is stale or missing: they
 * would be stale as soon as it is mended.
 */
export function refuseStaleBelow(work: LockWork, listLocks: ListLocks): void {
  const stale = listBelow(work, listLocks).flatMap(
    ({ id, lock }): StaleLock[] => {
      const problem = checkLock(lock);
      if (problem === undefined) return [];
      const isMissing = lock.text === undefined;
      return [{ ...problem, id, flavour: lock.flavour.name, isMissing }];
    },
  );
  const { flavour } = work.task.image;
  if (stale.length > 0)
    throw staleLocksError(
      stale,
      lockCommand([...stale, { flavour: flavour.name }]),
    );
}

/** Locks of the same kind and line that these rest on, with the image of each. */
function listBelow(
  { task, locks, all }: LockWork,
  listLocks: ListLocks,
): { id: string; lock: Lock }[] {
  const below = new Set(
    locks.flatMap(({ ancestors }) =>
      ancestors.map(({ flavour }) => flavour.name),
    ),
  );
  const { runtime } = task.image;
  const images = all.filter(
    (image) =>
      below.has(image.flavour.name) && image.runtime.name === runtime.name,
  );
  return images.flatMap((image) =>
    listLocks(image, task.line)
      .filter(({ kind }) => kind === task.kind)
      .map((lock) => ({ id: image.id, lock })),
  );
}
