import {
  type BrickyardError,
  isBrickyardError,
  renderPlace,
} from '../../errors';
import type { Reason } from '../../key/key-part';
import { type KeyedImage, keyImages } from '../../plan/key-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { explainPair, pairImages } from '../change/pair-images';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import { listLines, type ListLocks, openLocks } from '../locks/list-locks';
import { readContexts } from '../plan/read-contexts';
import { selectSound } from '../plan/select-images';

/** What a change of files does to images, none of which is looked up anywhere. */
export interface WorkspaceChange {
  /** Images whose keys differ, parents first, with the inputs that do. */
  rebuilt: { id: string; flavour: string; reasons: readonly Reason[] }[];
  unchanged: number;
  /** Locks that were not stale before. */
  staleLocks: StaleLock[];
  /** What cannot be planned, and could be before. */
  faults: BrickyardError[];
}

/** The same, or why nobody knows. */
export type UpgradeEffect = WorkspaceChange | { unknown: string };

/**
 * Compares keys. Digests of base images are the same on both sides, so nobody is
 * asked for them: no engine, no network.
 */
export async function compareWorkspaces(
  before: Workspace,
  after: Workspace,
): Promise<WorkspaceChange> {
  const [was, is] = await Promise.all([readState(before), readState(after)]);
  const { different, unchanged } = pairImages(was.images, is.images);
  const known = new Set(was.stale.map(placeOf));
  const old = new Set(was.faults.map(({ message }) => message));
  return {
    rebuilt: different.flatMap((pair) =>
      pair.now === undefined
        ? []
        : [
            {
              id: pair.id,
              flavour: pair.now.flavour.name,
              reasons: explainPair(pair),
            },
          ],
    ),
    unchanged,
    staleLocks: is.stale.filter((lock) => !known.has(placeOf(lock))),
    faults: is.faults.filter(({ message }) => !old.has(message)),
  };
}

interface State {
  images: KeyedImage[];
  stale: StaleLock[];
  faults: BrickyardError[];
}

async function readState(workspace: Workspace): Promise<State> {
  const { images, faults } = selectSound(workspace);
  const { contexts, faults: unread } = await readContexts(images, workspace);
  const errors = [
    ...faults.asked.map(({ error }) => error),
    ...unread.values(),
  ];
  return {
    images: keyImages(images, { contexts, digests: new Map() }),
    stale: listStale(images, workspace),
    faults: errors,
  };
}

/** On every line that its flavours are locked for, also where a profile replaces one. */
function listStale(
  images: readonly ResolvedImage[],
  workspace: Workspace,
): StaleLock[] {
  const listLocks = openLocks({ images, workspace });
  const stale = images.flatMap((image) => {
    const lines = listLines(image).filter((line) =>
      isReadable(image, line, listLocks),
    );
    return findStaleLocks({ images: [image], listLocks, lines });
  });
  const byPlace = new Map(stale.map((lock) => [placeOf(lock), lock]));
  return [...byPlace.values()];
}

/** A file that cannot be read is told as what keeps its image out of a plan. */
function isReadable(
  image: ResolvedImage,
  line: string,
  listLocks: ListLocks,
): boolean {
  try {
    listLocks(image, line);
    return true;
  } catch (error) {
    if (isBrickyardError(error)) return false;
    throw error;
  }
}

function placeOf({ place }: StaleLock): string {
  return renderPlace(place);
}
