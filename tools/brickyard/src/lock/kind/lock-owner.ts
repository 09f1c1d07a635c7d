import { readOptionalSource } from '../../dockerfile/read-optional-source';
import type { Flavour } from '../../flavour/flavour';
import type { Runtime } from '../../runtime/schema';

/** The stage of a Dockerfile that `nx lock` builds, and nothing else does. */
export const lockStage = 'lock';

/** An image as far as locks go: its flavour, and what its build reads. */
export interface LockOwner {
  flavour: Flavour;
  /** The names in the flavour's folder, sorted. */
  listFiles: () => readonly string[];
  /** What the image is built for: another line than a lock's where a profile has a stand-in. */
  runtime: Runtime;
  /**
   * Whether its build takes a lock by its name, as `COPY locks/17.3-LTS.txt` does; `path` is that of the image's own line. A flavour whose
   * lists have no such lock installs them in its own way, and needs none.
   */
  takesLock: (path: string) => boolean;
  /** ARGs that its Dockerfile declares, with that line's values. */
  buildArgs: Readonly<Record<string, string>>;
  /** The image of this workspace that it starts from. */
  base?: LockOwner;
  /** All images of this workspace that it is built on or copies from, the base among them. */
  parents: readonly LockOwner[];
}

/** What locks of a flavour are read from, for one line. */
export interface LockSource extends LockOwner {
  /** Resolved for this line. */
  line: Runtime;
}

/** A file's text, if it is there. Throws FLAVOUR_INVALID for what cannot be read. */
export type ReadText = (folder: string, path: string) => string | undefined;

/** What an image starts from, nearest first. */
export function listBases({ base }: LockOwner): LockOwner[] {
  return base === undefined ? [] : [base, ...listBases(base)];
}

/** Whether a flavour's Dockerfile says itself how its locks are resolved. */
export function hasLockStage({
  dockerfile,
}: Pick<Flavour, 'dockerfile'>): boolean {
  return dockerfile.stages.some(({ name }) => name === lockStage);
}

/** Whether what a COPY or a mount takes is a file in the folder of locks: `locks/17.3-LTS.txt`. */
export function isLockSource(source: string): boolean {
  const path = readOptionalSource(source) ?? source;
  return /^(?:\.?\/)*locks\/[^/*?[]+\.txt$/.test(path);
}
