import { isUnlocked } from '../../lock/check-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { isLockable, listExternals } from '../bases/list-externals';
import type { StaleLock } from '../locks/check-locks';
import { type ListLocks, listSound } from '../locks/list-locks';
import { listAncestors } from '../names/list-ancestors';
import type { BaseStatus, LockStatus } from './image-status';
import type { LockDates } from './lock-dates';

/** What all of an image rests on; null for one that starts from nothing. */
export function readBaseStatus(
  image: ResolvedImage,
  {
    images,
    workspace: { options, lock },
    dates,
  }: {
    images: readonly ResolvedImage[];
    workspace: Workspace;
    dates: LockDates;
  },
): BaseStatus | null {
  const below = listAncestors(image, images, options.localNamespace);
  const lowest = below.at(-1) ?? image;
  const name = lowest.use.base?.image;
  const externals = listExternals([lowest], options.substitutes);
  const external = externals.find((each) => each.name === name);
  if (external === undefined) return null;
  const locked = lockName(external.reference);
  const isLocked =
    external.reference.digest !== undefined ||
    (isLockable(external) && lock[locked] !== undefined);
  const since = isLocked ? (dates.ofBase(locked) ?? null) : null;
  return { image: external.name, isLocked, since };
}

/** Of the locks that a flavour has, or ought to have, for the image's line. */
export function readLockStatus(
  image: ResolvedImage,
  {
    listLocks,
    staleLocks,
    dates,
  }: {
    listLocks: ListLocks;
    staleLocks: readonly StaleLock[];
    dates: LockDates;
  },
): LockStatus {
  const locks = listSound(image, image.runtime.name, listLocks).filter(
    (lock) => !isUnlocked(lock),
  );
  const stale = staleLocks.filter(({ id }) => id === image.id);
  const known = locks.map(({ flavour, path }) =>
    dates.ofFile(`${flavour.path}/${path}`),
  );
  const days = known.flatMap((date) => date ?? []);
  const state = stale.some(({ isMissing }) => isMissing)
    ? 'missing'
    : stale.length > 0
      ? 'stale'
      : locks.length > 0
        ? 'ok'
        : 'none';
  return {
    state,
    since: days.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    isChanged:
      dates.fault === undefined &&
      locks.length > 0 &&
      days.length < known.length,
  };
}
