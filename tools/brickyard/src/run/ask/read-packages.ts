import { isBrickyardError, renderError } from '../../errors';
import { keyTag } from '../../key/image-key';
import type { Faults } from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { readSbomSide } from '../diff/read-sbom-side';
import { type ListLocks, listSound, openLocks } from '../locks/list-locks';
import { repositoryOf } from '../names/published-name';
import { type Keys, readKeys } from '../plan/read-keys';
import { selectSound } from '../plan/select-images';
import type { Services } from '../shell/services';
import type { AskServices } from '../shell/with-ask-services';
import { openHoldings } from './hold-packages';
import {
  type ContentsSource,
  type ImageContents,
  listContents,
} from './image-contents';
import { inheritContents } from './inherit-contents';
import { listOwnPackages } from './list-own-packages';
import { isNamed } from './match-packages';
import type { OwnPackage } from './own-package';
import type { PackageQuery } from './parse-query';
import { type Built, type Ignored, isRecorded, readBuilt } from './read-built';

export interface ContentsRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  /** Only images for these runtime lines; all when left out. */
  runtimes?: readonly string[];
  /** Packages of other names are left out of the answer. */
  query?: PackageQuery;
  /** Where nothing was built here, the SBOM beside the published image is read. */
  isPublished?: boolean;
}

export interface ReadPackages {
  /** Those asked for and what they are built on, parents first. */
  contents: ImageContents[];
  /** Records that do not count. */
  ignored: Ignored[];
  /** Bases whose digest is not known, so that no record on them counts. */
  missingBases: readonly string[];
  listLocks: ListLocks;
  faults: Faults;
}

/**
 * What images have: as a record below `dist` of this very image says it, else, where
 * that is wanted, its SBOM in the registry, else lists and locks. No engine is asked.
 * Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN.
 */
export async function readPackages(
  request: ContentsRequest,
  services: AskServices,
): Promise<ReadPackages> {
  const { workspace, flavours, runtimes, query, isPublished = false } = request;
  const isWanted: ContentsSource['isWanted'] = (each) =>
    query === undefined || isNamed(each, query);
  const { options, root } = workspace;
  const { images, faults } = selectSound(workspace, flavours, runtimes);
  const listLocks = openLocks({ images, workspace });
  const listOwn = (image: ResolvedImage) =>
    readOwn(image, listLocks, services.warn);
  const { localNamespace } = options;
  const holdingsOf = openHoldings({ images, localNamespace, listOwn });
  // Reading every file of every flavour is worth it only for those who need keys.
  const isUseful = images.some((image) => isRecorded(image, root));
  const keys =
    isUseful || isPublished
      ? await readKeys({ images, workspace, registry: services.registry })
      : noKeys;
  const ignored: Ignored[] = [];
  const find = async (image: ResolvedImage): Promise<Built | undefined> => {
    const built = isRecorded(image, root)
      ? readBuilt(image, root, keys)
      : undefined;
    if (built !== undefined && 'groups' in built) return built;
    if (built !== undefined) ignored.push(built);
    return isPublished ? fetchSbom(image, keys, request, services) : undefined;
  };
  const read = await Promise.all(
    images.map(async (image) =>
      listContents(image, {
        holdings: holdingsOf(image),
        built: await find(image),
        isWanted,
      }),
    ),
  );
  const contents = inheritContents(read, localNamespace);
  const { missingBases } = keys;
  return { contents, ignored, missingBases, listLocks, faults };
}

const noKeys: Keys = { known: new Map(), missingBases: [] };

/** A list that cannot be read is told, and the others answer. */
function readOwn(
  image: ResolvedImage,
  listLocks: ListLocks,
  warn: Services['warn'],
): OwnPackage[] {
  const locks = listSound(image, image.runtime.name, listLocks);
  try {
    return listOwnPackages(image, locks);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    warn(renderError(error));
    return [];
  }
}

async function fetchSbom(
  image: ResolvedImage,
  { known }: Keys,
  { workspace }: ContentsRequest,
  { registry, warn }: AskServices,
): Promise<Built | undefined> {
  const keyed = known.get(image.id);
  if (keyed === undefined || registry === undefined || image.use.fromScratch)
    return undefined;
  const at = repositoryOf(image, workspace.options);
  try {
    const head = await registry.headManifest(at, keyTag(keyed.key));
    if (head === undefined) return undefined;
    const services = { registry, warn };
    const side = await readSbomSide(image.id, at, head.digest, services);
    return side && { groups: side.groups, source: side.source };
  } catch (error) {
    if (!isBrickyardError(error) || error.code === 'INTERRUPTED') throw error;
    const what = 'what is published is not known';
    warn(`${image.id}: ${what}: ${renderError(error)}`, {
      ...{ registry: at.registry, what, error },
    });
    return undefined;
  }
}
