import { isBrickyardError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listAncestors } from '../names/list-ancestors';
import { findStaleLocks, type LockCheck } from './check-locks';
import { listLines } from './list-locks';

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
  const { localNamespace } = workspace.options;
  const found = new Map<string, OutdatedLock>();
  for (const image of all) {
    const { name } = image.flavour;
    const on = listAncestors(image, all, localNamespace)
      .map(({ flavour }) => flavour.name)
      .filter((below) => flavours.includes(below));
    if (on.length === 0 || flavours.includes(name)) continue;
    const lines = listLines(image).filter(
      (line) => runtimes?.includes(line) ?? true,
    );
    const check = { images: [image], all, workspace, lines };
    if (isStale(check)) found.set(name, { flavour: name, on });
  }
  return [...found.values()];
}

/** Of a flavour that nobody asked for: what is wrong with it is told when it is built. */
function isStale(check: LockCheck): boolean {
  try {
    return findStaleLocks(check).length > 0;
  } catch (error) {
    if (isBrickyardError(error)) return false;
    throw error;
  }
}
