import { checkLock, isUnlocked } from '../../lock/check-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listLines, listSound, openLocks } from './list-locks';

/** A flavour whose locks rest on those of flavours that were locked, and are stale. */
export interface OutdatedLock {
  flavour: string;
  /** Those of them that it is built on. */
  on: readonly string[];
}

/** After `flavours` were locked; read from the files as they are now. */
export function findOutdatedLocks(
  {
    workspace,
    flavours,
    runtimes,
  }: {
    workspace: Workspace;
    flavours: readonly string[];
    runtimes?: readonly string[];
  },
  all: readonly ResolvedImage[],
): OutdatedLock[] {
  const listLocks = openLocks({ images: all, workspace });
  const found = new Map<string, Set<string>>();
  for (const image of all) {
    const { name } = image.flavour;
    if (flavours.includes(name)) continue;
    const lines = listLines(image).filter(
      (line) => runtimes?.includes(line) ?? true,
    );
    const on = lines
      .flatMap((line) => listSound(image, line, listLocks))
      .filter((lock) => !isUnlocked(lock) && checkLock(lock) !== undefined)
      .flatMap(({ ancestors }) => ancestors.map(({ flavour }) => flavour.name))
      .filter((below) => flavours.includes(below));
    if (on.length > 0)
      found.set(name, new Set([...(found.get(name) ?? []), ...on]));
  }
  return [...found].map(([flavour, on]) => ({ flavour, on: [...on] }));
}
