import { checkLock } from '../../lock/check-lock';
import {
  lockCommand,
  type StaleLock,
  staleLocksError,
} from '../locks/check-locks';
import type { ListLocks } from '../locks/list-locks';
import type { LockWork } from './lock-resolver';

/**
 * Throws LOCK_STALE when a lock that these rest on is stale or missing: they
 * would be stale as soon as it is mended.
 */
export function refuseStaleBelow(
  { task, locks, all }: LockWork,
  listLocks: ListLocks,
): void {
  const below = new Set(
    locks.flatMap(({ ancestors }) =>
      ancestors.map(({ flavour }) => flavour.name),
    ),
  );
  const { runtime, flavour } = task.image;
  const images = all.filter(
    (image) =>
      below.has(image.flavour.name) && image.runtime.name === runtime.name,
  );
  const stale = images.flatMap((image) =>
    listLocks(image, task.line).flatMap((lock): StaleLock[] => {
      const problem = lock.kind === task.kind ? checkLock(lock) : undefined;
      if (problem === undefined) return [];
      const isMissing = lock.text === undefined;
      const { id } = image;
      return [{ ...problem, id, flavour: image.flavour.name, isMissing }];
    }),
  );
  if (stale.length > 0)
    throw staleLocksError(
      stale,
      lockCommand([...stale, { flavour: flavour.name }]),
    );
}
