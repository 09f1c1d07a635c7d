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
export function judgeApt(question: AptQuestion): AptChange {
  const { steady, added } = splitAptPins(question.lock);
  const had = new Set(question.before.map(({ name }) => name));
  const names = added.map(({ name }) => name);
  return {
    isSteady: isSteady(question, { steady, added }),
    added: names.filter((name) => !had.has(name)),
  };
}

/**
 * A lock does not say when it was sorted anew, which makes every package a steady one.
 * What the last image had as added ones tells: as long as one of them is added still,
 * the steady ones are as they were.
 */
function isSteady(
  { before, hadAdded }: AptQuestion,
  { steady, added }: ReturnType<typeof splitAptPins>,
): boolean | undefined {
  const had = new Map(before.map(({ name, version }) => [name, version]));
  const listed = new Set([...steady, ...added].map(({ name }) => name));
  const hasGone = before.some(({ name }) => !listed.has(name));
  const isAddedStill = added.some(({ name }) => had.has(name));
  if (!steady.every(({ name, version }) => had.get(name) === version))
    return false;
  if (hadAdded === isAddedStill) return isAddedStill || !hasGone;
  // All added ones are gone, or a steady one is.
  return hadAdded && hasGone ? undefined : false;
}
