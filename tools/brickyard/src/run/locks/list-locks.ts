import { isBrickyardError, problemsError } from '../../errors';
import { createReader } from '../../lock/create-reader';
import type { Lock } from '../../lock/kind/lock';
import type { ReadText } from '../../lock/kind/lock-owner';
import { lockTable } from '../../lock/lock-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import { findRuntime } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import { openOwners } from './open-owners';

export interface LockPlaces {
  /** The image that a lock is for, and all that it is built on. */
  images: readonly ResolvedImage[];
  workspace: Pick<Workspace, 'runtimes' | 'options'>;
  readText?: ReadText;
}

/** The locks of an image's flavour for one line, of all kinds. */
export type ListLocks = (image: ResolvedImage, line: string) => Lock[];

/**
 * Reads each file once, and lists each lock as it was the first time. Listing throws FLAVOUR_INVALID for a file that cannot be
 * read, and for two lists whose locks would have one name.
 */
export function openLocks({
  images,
  workspace: { runtimes, options },
  readText = createReader(),
}: LockPlaces): ListLocks {
  const open = openOwners(images, options.localNamespace);
  const known = new Map<string, Lock[]>();
  return (image, line) => {
    const id = `${image.id} ${line}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const source = { ...open(image), line: findRuntime(runtimes, line) };
    const locks = lockTable.flatMap((kind) => kind.readLocks(source, readText));
    refuseSharedPaths(locks);
    known.set(id, locks);
    return locks;
  };
}

/** The lines that an image's flavour is locked for: its own, and a stand-in's. */
export function listLines({ lines, runtime }: ResolvedImage): string[] {
  return [...new Set([...lines, runtime.name])];
}

/** `r-requirements.txt` would be locked where the R packages are. */
function refuseSharedPaths(locks: readonly Lock[]): void {
  const byPath = new Map<string, Lock>();
  for (const lock of locks) {
    const other = byPath.get(lock.path);
    byPath.set(lock.path, lock);
    if (other === undefined) continue;
    const { flavour, sources, path } = lock;
    const place = { file: `${flavour.path}/${sources[0] ?? ''}` };
    const message = `would be locked as ${path}, as ${other.sources.join(', ')} is; give it another name`;
    throw problemsError('FLAVOUR_INVALID', [{ place, message }]);
  }
}

/** None of a flavour with a list or a lock that cannot be read: that is told elsewhere, with the flavour. */
export function listSound(
  image: ResolvedImage,
  line: string,
  listLocks: ListLocks,
): Lock[] {
  try {
    return listLocks(image, line);
  } catch (error) {
    if (isBrickyardError(error)) return [];
    throw error;
  }
}
