import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { fullPath, type Lock } from '../../lock/kind/lock';
import { kindOf } from '../../lock/lock-table';
import { renderLock } from '../../lock/lock-text';
import { diffGroup } from '../../versioning/diff-group';
import type { GroupDiff } from '../../versioning/inventory-diff';
import { openLocks } from '../locks/list-locks';
import type { Services } from '../shell/services';
import type { LockWork } from './lock-resolver';
import { refuseStaleBelow } from './refuse-stale-below';
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
  const resolver = resolverTable[task.kind];
  await resolver.check?.(work, services);
  refuseStaleBelow(work, listLocks);
  const texts = await resolver.resolve(work, services);
  // All or nothing: two locks of one line belong together.
  return locks.map((lock, index) =>
    writeLock(lock, texts[index] ?? '', workspace.root),
  );
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

/** A reader meets the old file or the new one, never half of it. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
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
