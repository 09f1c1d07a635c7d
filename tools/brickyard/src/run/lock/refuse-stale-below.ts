import { BrickyardError } from '../../errors';
import { checkLock } from '../../lock/check-lock';
import { isDispensable } from '../../lock/lock-table';
import {
  lockCommand,
  type StaleLock,
  staleLocksError,
} from '../locks/check-locks';
import type { ListLocks } from '../locks/list-locks';
import type { LockWork } from './lock-resolver';

/**
 * Throws LOCK_STALE when a lock that these rest on is stale or missing: they
 * would be stale as soon as it is mended. LOCK_UNAVAILABLE where images below are
 * built without one.
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
      const flags = { isMissing, isTolerated: isDispensable(lock) };
      return [{ ...problem, id, flavour: image.flavour.name, ...flags }];
    }),
  );
  if (stale.length > 0 && stale.every(({ isTolerated }) => isTolerated))
    throw new BrickyardError(
      'LOCK_UNAVAILABLE',
      `it rests on ${stale.map((each) => each.flavour).join(' and ')}, not locked for ${task.line}`,
      { hint: lockCommand([...stale, { flavour: flavour.name }]) },
    );
  if (stale.length > 0)
    throw staleLocksError(
      stale,
      lockCommand([...stale, { flavour: flavour.name }]),
    );
}
