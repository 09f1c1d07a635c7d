import { aptLocks } from './apt/apt-locks';
import type { Lock, LockKindName } from './kind/lock';
import type { LockKind } from './kind/lock-kind';
import { pythonLocks } from './python/python-locks';
import { rLocks } from './r/r-locks';

/** Every kind of locks, in the order in which a flavour's are resolved and shown. */
export const lockTable: readonly LockKind[] = [aptLocks, pythonLocks, rLocks];

export function findLockKind(name: LockKindName): LockKind {
  const kind = lockTable.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no kind of locks is called ${name}`);
  return kind;
}

export function kindOf({ kind }: Lock): LockKind {
  return findLockKind(kind);
}
