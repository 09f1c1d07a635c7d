import type { GitPlace } from '../../git/git';
import type { Faults } from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import { openLocks } from '../locks/list-locks';
import { readKeys } from '../plan/read-keys';
import { selectSound } from '../plan/select-images';
import type { AskServices } from '../shell/with-ask-services';
import { fetchPublications } from './fetch-publications';
import type { ImageStatus } from './image-status';
import { readLockDates } from './lock-dates';
import { readBaseStatus, readLockStatus } from './locked-status';
import { readPublished, readTests } from './recorded-status';

export interface StatusRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  runtimes?: readonly string[];
  environment: GitPlace['environment'];
}

export interface Status {
  images: ImageStatus[];
  /** Bases whose digest is not known, so that nothing on them can be compared. */
  missingBases: readonly string[];
  /** Why no date of a lock is known. */
  undated: string | null;
  staleLocks: StaleLock[];
}

/** Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN. */
export async function readStatus(
  request: StatusRequest,
  services: AskServices,
): Promise<{ status: Status; faults: Faults }> {
  const { workspace, flavours, runtimes, environment } = request;
  const { images, faults } = selectSound(workspace, flavours, runtimes);
  const asked = images.filter(
    ({ flavour }) => flavours?.includes(flavour.name) ?? true,
  );
  const listLocks = openLocks({ images, workspace });
  const git = { folder: workspace.root, environment };
  const paths = asked.map(({ flavour }) => `${flavour.path}/locks`);
  const [dates, keys] = await Promise.all([
    readLockDates(git, [...new Set(paths)]),
    readKeys({ images, workspace, registry: services.registry }),
  ]);
  const recorded = new Map(
    asked.map((image) => {
      const keyed = keys.known.get(image.id);
      return [image.id, readPublished(image, keyed, workspace.root)] as const;
    }),
  );
  const published = await fetchPublications(
    { images: asked, keys, recorded, options: workspace.options },
    services,
  );
  const staleLocks = findStaleLocks({ images: asked, listLocks });
  const readImage = (image: ResolvedImage): ImageStatus => {
    const publication = published.get(image.id);
    const keyed = keys.known.get(image.id);
    const key = keyed?.key ?? publication?.key;
    return {
      flavour: image.flavour.name,
      runtime: image.runtime.name,
      isLibrary: image.use.fromScratch,
      published: publication?.status ?? null,
      base: readBaseStatus(image, { images, workspace, dates }),
      lock: readLockStatus(image, { listLocks, staleLocks, dates }),
      ...readTests(image, key, workspace.root),
    };
  };
  const status = {
    images: asked.map(readImage).sort(byName),
    missingBases: keys.missingBases,
    undated: dates.fault ?? null,
    staleLocks,
  };
  return { status, faults };
}

function byName(a: ImageStatus, b: ImageStatus): number {
  if (a.flavour === b.flavour) return 0;
  return a.flavour < b.flavour ? -1 : 1;
}
