import { isBrickyardError, isReportable, renderError } from '../../errors';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Contents } from '../../versioning/contents';
import { readPlannedSide } from '../diff/read-flavour-side';
import type { SideContext } from '../diff/side-request';
import { sumSizes } from '../names/find-missing-layers';
import { engineNames, localName, repositoryOf } from '../names/published-name';
import type { LocatedPlan } from '../plan/prepare-plan';
import { imageRecords } from '../records/image-record';
import type { Services } from '../shell/services';
import type { LayersOf } from './open-layers';
import type { ImageReference } from './report';

/** One state of the workspace, and what is known of its images. */
export interface ImageSide {
  request: SideContext;
  prepared: LocatedPlan;
}

/** What is in an image, wherever it is; `undefined` when it is nowhere, or a library. */
export async function readContents(
  image: KeyedImage,
  { request, prepared }: ImageSide,
  services: Services,
): Promise<Contents | undefined> {
  if (image.use.fromScratch) return undefined;
  try {
    return await readPlannedSide(image, prepared, request, services);
  } catch (error) {
    rethrowFatal(error);
    if (isBrickyardError(error) && error.code === 'IMAGE_UNKNOWN')
      return undefined;
    services.warn(`${image.id}: ${renderError(error)}`);
    return undefined;
  }
}

/** Compressed bytes: as recorded, else as the registry has it. */
export async function readDownloadSize(
  image: KeyedImage,
  side: ImageSide,
  layersOf: LayersOf,
): Promise<number | null> {
  const recorded = imageRecords.read(image, side.request.workspace.root);
  if (recorded !== undefined) return recorded.size;
  const layers = await layersOf(image, side);
  return layers && sumSizes(layers);
}

/** Bytes of the files in its layers, where the engine has the image. */
export async function readUnpackedSize(
  image: KeyedImage,
  { request, prepared }: ImageSide,
  { engine }: Services,
): Promise<number | null> {
  if (prepared.found.get(image.id)?.place !== 'engine') return null;
  const { options } = request.workspace;
  try {
    for (const name of engineNames(image, options)) {
      const size = await engine.measureImage(name);
      if (size !== undefined) return size;
    }
  } catch (error) {
    rethrowFatal(error);
  }
  return null;
}

/** What a cluster, or this machine, calls the image. */
export async function findReference(
  image: KeyedImage,
  { request, prepared }: ImageSide,
  { registry }: Services,
): Promise<ImageReference | null> {
  const { root, options } = request.workspace;
  const { registry: host, repository } = repositoryOf(image, options);
  const name = `${host}/${repository}`;
  const tag = keyTag(image.key);
  const record = imageRecords.read(image, root);
  if (record !== undefined)
    return { name, tags: record.tags, digest: record.digest };
  const found = prepared.found.get(image.id);
  if (found === undefined) return null;
  const digest =
    found.digest ?? (await headDigest(registry, { host, repository, tag }));
  if (digest !== undefined) return { name, tags: [tag], digest };
  const [local = ''] = localName(image, options, tag).split(':');
  return { name: local, tags: [tag], digest: null };
}

async function headDigest(
  registry: Services['registry'],
  { host, repository, tag }: { host: string; repository: string; tag: string },
): Promise<string | undefined> {
  try {
    const at = { registry: host, repository };
    return (await registry.headManifest(at, tag))?.digest;
  } catch (error) {
    rethrowFatal(error);
    return undefined;
  }
}

/** A report leaves out what cannot be read. Only a bug in Brickyard or Ctrl-C ends it. */
function rethrowFatal(error: unknown): void {
  if (!isReportable(error)) throw error;
}
