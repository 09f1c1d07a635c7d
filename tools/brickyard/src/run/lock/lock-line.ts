import { join } from 'node:path';

import { isBrickyardError } from '../../errors';
import { writeWhole } from '../../files/write-whole';
import { checkLock, isUnlocked } from '../../lock/check-lock';
import { fullPath, type Lock } from '../../lock/kind/lock';
import { kindOf } from '../../lock/lock-table';
import { renderLock } from '../../lock/lock-text';
import { diffGroup } from '../../versioning/diff-group';
import type { GroupDiff } from '../../versioning/inventory-diff';
import { lockCommand } from '../locks/check-locks';
import { openLocks } from '../locks/list-locks';
import type { Services } from '../shell/services';
import type { LockTask } from './lock-request';
import type { LockWork } from './lock-resolver';
import { listUnlockedBelow, refuseStaleBelow } from './refuse-stale-below';
import { resolverTable } from './resolver-table';

/** How one lock ended. */
export interface LockedFile {
  /** `packages/python/locks/17.3-LTS.txt` */
  path: string;
  state: 'new' | 'changed' | 'unchanged';
  packages: number;
  /** What it has in other versions than before; only of one that has changed. */
  diff?: GroupDiff;
}

/**
 * Resolves a flavour's locks of one kind for one line, and writes what differs.
 * Rejects LOCK_STALE for one that it rests on, and what the kind's resolver rejects.
 */
export async function lockLine(
  request: Omit<LockWork, 'locks'>,
  services: Services,
): Promise<LockedFile[]> {
  const { task, workspace, all: images } = request;
  // Read now: those of images below may have been written since the plan.
  const listLocks = openLocks({ images, workspace });
  const locks = listLocks(task.image, task.line).filter(
    ({ kind }) => kind === task.kind,
  );
  const work = { ...request, locks };
  await resolverTable[task.kind].check?.(work, services);
  // Those of a kind do not rest on each other.
  const stale = request.upgrade
    ? locks
    : locks.filter((lock) => !isFresh(lock));
  if (stale.length === 0) return locks.map(leave);
  const unlocked = listUnlockedBelow(work, listLocks);
  if (unlocked.length > 0) {
    services.warn(explainUnlocked(task, unlocked));
    return [];
  }
  refuseStaleBelow(work, listLocks);
  const texts = await resolveLocks({ ...work, locks: stale }, services);
  if (texts === undefined) return [];
  // All or nothing: what was asked for at once comes at once.
  return locks.map((lock) => {
    const text = texts[stale.indexOf(lock)];
    return text === undefined
      ? leave(lock)
      : writeLock(lock, text, workspace.root);
  });
}

/** It agrees with all that it is made of: only `--upgrade` moves it. */
function isFresh(lock: Lock): boolean {
  return checkLock(lock) === undefined;
}

function leave(lock: Lock): LockedFile {
  const packages = kindOf(lock).listPackages(lock.text ?? '').length;
  return { path: fullPath(lock), state: 'unchanged', packages };
}

/** `undefined` where these cannot be resolved here, and need not be: that is warned of. */
async function resolveLocks(
  work: LockWork,
  services: Services,
): Promise<string[] | undefined> {
  const { task, locks } = work;
  try {
    return await resolverTable[task.kind].resolve(work, services);
  } catch (error) {
    const isUnavailable =
      isBrickyardError(error) && error.code === 'LOCK_UNAVAILABLE';
    if (!isUnavailable || !locks.every(isUnlocked)) throw error;
    services.warn(`${task.id} is left as it is: ${error.message}`);
    return undefined;
  }
}

function explainUnlocked(
  { id, image }: LockTask,
  unlocked: readonly { flavour: string }[],
): string {
  const own = { flavour: image.flavour.name };
  const names = [...new Set(unlocked.map(({ flavour }) => flavour))];
  return `${id} stays unlocked, since nothing is locked in ${names.join(', ')} that it could rest on: ${lockCommand([...unlocked, own])} locks all of them`;
}

function writeLock(lock: Lock, resolved: string, root: string): LockedFile {
  const text = renderLock(lock, resolved);
  const path = fullPath(lock);
  const packages = kindOf(lock).listPackages(text).length;
  if (text === lock.text) return { path, state: 'unchanged', packages };
  writeWhole(join(root, path), text);
  if (lock.text === undefined) return { path, state: 'new', packages };
  return { path, state: 'changed', packages, diff: diffTexts(lock, text) };
}

function diffTexts(lock: Lock, text: string): GroupDiff {
  const kind = kindOf(lock);
  const side = (of: string) => {
    return { packages: kind.listPackages(of), isPartial: false };
  };
  const sides = { from: side(lock.text ?? ''), to: side(text) };
  const group = { ecosystem: lock.kind, environment: null };
  return diffGroup({ ...group, ...sides }, true);
}
