import type { ImagesLock } from '../../workspace/images-lock';

/**
 * What became of one entry of images.lock.json. `substituted`: this profile
 * uses another image in its place, so the entry is left alone. `failed`: its
 * registry did not tell, so it is left alone, too.
 */
export interface RefreshEntry {
  /** As the lock names it: `ubuntu:24.04`. */
  image: string;
  state: 'unchanged' | 'moved' | 'added' | 'dropped' | 'substituted' | 'failed';
  /** Digest in the lock before and after; null for none. */
  from: string | null;
  to: string | null;
}

export interface RefreshFacts {
  lock: ImagesLock;
  /** What each reference that is in use stands for now, `undefined` when its registry did not tell. */
  current: ReadonlyMap<string, string | undefined>;
  /** References in use for which the profile has another image. */
  substituted: ReadonlySet<string>;
  /** Only some flavours were looked at, so another flavour may use an entry. */
  isPartial: boolean;
}

/** One entry for each reference in use or in the lock, sorted by name. */
export function compareWithLock(facts: RefreshFacts): RefreshEntry[] {
  const { lock, current, substituted } = facts;
  const names = new Set([
    ...Object.keys(lock),
    ...current.keys(),
    ...substituted,
  ]);
  return [...names].sort().flatMap((image) => compareEntry(image, facts));
}

function compareEntry(
  image: string,
  { lock, current, substituted, isPartial }: RefreshFacts,
): RefreshEntry[] {
  const from = lock[image] ?? null;
  if (!current.has(image)) {
    if (substituted.has(image))
      return [{ image, state: 'substituted', from, to: from }];
    return isPartial ? [] : [{ image, state: 'dropped', from, to: null }];
  }
  const now = current.get(image);
  if (now === undefined) return [{ image, state: 'failed', from, to: from }];
  if (from === null) return [{ image, state: 'added', from, to: now }];
  const state = from === now ? 'unchanged' : 'moved';
  return [{ image, state, from, to: now }];
}

/** Whether builds take something else than the tag stands for now, or ask each time. */
export function isStale({ state }: RefreshEntry): boolean {
  return state === 'moved' || state === 'added';
}

/** The lock with these entries; what is in none of them stays. */
export function applyEntries(
  lock: ImagesLock,
  entries: readonly RefreshEntry[],
): ImagesLock {
  const next = new Map(Object.entries(lock));
  for (const { image, to } of entries) {
    if (to === null) next.delete(image);
    else next.set(image, to);
  }
  return Object.fromEntries(next);
}
