import {
  type BrickyardError,
  isBrickyardError,
  type Problem,
  problemsError,
  renderError,
} from '../../errors';
import { checkLock, isUnlocked } from '../../lock/check-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { ListLocks } from './list-locks';

/** A lock that does not answer for what it is made of, and whose it is. */
export interface StaleLock extends Problem {
  flavour: string;
  /** Of the image: `python@17.3-LTS`. */
  id: string;
  /** There has never been one. */
  isMissing: boolean;
}

export interface LockCheck {
  /** Those whose locks are looked at, parents first. */
  images: readonly ResolvedImage[];
  /** Of these and all that they are built on. */
  listLocks: ListLocks;
  /** By default each image's own: what it installs. */
  lines?: readonly string[];
}

/** Reads lists of packages and locks, nothing else: no engine, no network. */
export function findStaleLocks(check: LockCheck): StaleLock[] {
  const { images, listLocks, lines } = check;
  return images.flatMap((image) => {
    const { id, flavour } = image;
    return (lines ?? [image.runtime.name])
      .flatMap((line) => listLocks(image, line))
      .flatMap((lock): StaleLock[] => {
        const problem = isUnlocked(lock) ? undefined : checkLock(lock);
        if (problem === undefined) return [];
        const isMissing = lock.text === undefined;
        return [{ ...problem, id, flavour: flavour.name, isMissing }];
      });
  });
}

/** By image id: locks, or what they are made of, that are there and cannot be read. */
export function findLockFaults({
  images,
  listLocks,
}: LockCheck): Map<string, BrickyardError> {
  const faults = new Map<string, BrickyardError>();
  for (const image of images) {
    try {
      listLocks(image, image.runtime.name);
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      faults.set(image.id, error);
    }
  }
  return faults;
}

/** What a build would refuse: for a plan, which builds nothing. */
export interface LockErrors {
  /** There has never been such a lock. */
  missing: BrickyardError[];
  stale: BrickyardError[];
}

export function readLockErrors(check: LockCheck): LockErrors {
  const all = findStaleLocks(check);
  const errorOf = (isWanted: boolean): BrickyardError[] => {
    const locks = all.filter(({ isMissing }) => isMissing === isWanted);
    return locks.length > 0 ? [staleLocksError(locks)] : [];
  };
  return { missing: errorOf(true), stale: errorOf(false) };
}

export function warnOfStaleLocks(
  check: LockCheck,
  warn: (message: string) => void,
): void {
  const { missing, stale } = readLockErrors(check);
  for (const error of [...missing, ...stale]) warn(renderError(error));
}

/** LOCK_STALE of images that cannot be built as their locks are now. */
export interface Refusals {
  /** By image id. */
  byImage: ReadonlyMap<string, BrickyardError>;
  /** The same in one, when no image is left to build. */
  all?: BrickyardError;
}

/** What is built on an image with a stale lock cannot be built either. */
export function refuseStaleLocks(check: LockCheck): Refusals {
  const stale = findStaleLocks(check);
  const refused = new Set(stale.map(({ id }) => id));
  const left = check.images.filter(({ id, parents }) => {
    if (parents.some((parent) => refused.has(parent.id))) refused.add(id);
    return !refused.has(id);
  });
  const byImage = new Map(
    stale.map(({ id }) => {
      const own = stale.filter((lock) => lock.id === id);
      return [id, staleLocksError(own)];
    }),
  );
  if (stale.length === 0 || left.length > 0) return { byImage };
  return { byImage, all: staleLocksError(stale) };
}

/** LOCK_STALE, with the command that mends it. */
export function staleLocksError(
  stale: readonly StaleLock[],
  command = lockCommand(stale),
): BrickyardError {
  return problemsError('LOCK_STALE', stale, command);
}

/** What locks these flavours. */
export function lockCommand(stale: readonly { flavour: string }[]): string {
  const names = [...new Set(stale.map(({ flavour }) => flavour))];
  return names.length === 1
    ? `npx nx lock ${names[0]}`
    : `npx nx run-many -t lock -p ${names.join(',')}`;
}
