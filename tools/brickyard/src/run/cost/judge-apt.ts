import type { Package } from '../../ecosystems/package';
import { splitAptPins } from '../../lock/apt/parse-apt-pins';

export interface AptQuestion {
  /** Of now. */
  lock: string;
  /** What the last image added to the one below it. */
  before: readonly Package[];
  /** Whether its step for added packages had any. */
  hadAdded: boolean;
}

export interface AptChange {
  /**
   * The step that installs what `list-steady-apt` leaves does the same as before;
   * `undefined` where that cannot be told.
   */
  isSteady: boolean | undefined;
  /** Names of packages that the last image has not. */
  added: string[];
}

/**
 * What a lock of apt packages changes in an image whose Dockerfile installs in two
 * steps: what the lock has had for long, and what was added.
 */
export function judgeApt({ lock, before, hadAdded }: AptQuestion): AptChange {
  const { steady, added } = splitAptPins(lock);
  const had = new Map(before.map(({ name, version }) => [name, version]));
  const fresh = added.filter(({ name }) => !had.has(name));
  const listed = new Set([...steady, ...added].map(({ name }) => name));
  const isKept = steady.every(({ name, version }) => had.get(name) === version);
  const facts = {
    hadAdded,
    isAddedStill: fresh.length < added.length,
    hasGone: before.some(({ name }) => !listed.has(name)),
  };
  return {
    isSteady: isKept && isSortedAsBefore(facts),
    added: fresh.map(({ name }) => name),
  };
}

/**
 * A lock does not say when it was sorted anew, which makes every package a steady one.
 * What the last image had as added ones tells: as long as one of them is added still,
 * the steady ones are as they were.
 */
function isSortedAsBefore({
  hadAdded,
  isAddedStill,
  hasGone,
}: Record<'hadAdded' | 'isAddedStill' | 'hasGone', boolean>) {
  if (hadAdded === isAddedStill) return isAddedStill || !hasGone;
  // All added ones are gone, or a steady one is.
  return hadAdded && hasGone ? undefined : false;
}
