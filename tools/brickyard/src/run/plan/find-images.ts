import type { EngineImage } from '../../engine/engine';
import { isReportable } from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { ImagePlace } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { engineNames, repositoryOf } from '../names/published-name';
import { groupFailures, type RegistryFailure } from '../shell/group-failures';
import type { Services } from '../shell/services';

/** Where an image with the wanted key is. */
export interface Found {
  place: ImagePlace;
  /** Manifest digest, when the registry was asked. */
  digest?: string;
}

export interface FindRequest {
  images: readonly KeyedImage[];
  engineImages: readonly EngineImage[];
  options: Options;
  /** A registry that cannot be asked is an error: something will be pushed to it. */
  needsRegistry?: boolean;
  /** These will be pushed: the registry is asked for them where the engine has them, too. */
  isPushed?: (image: KeyedImage) => boolean;
}

export interface Findings {
  /** By image id. */
  found: Map<string, Found>;
  /** By image id: the registry did not say whether it has these. */
  unasked: ReadonlySet<string>;
}

/**
 * Looks every key up: first in what the engine listed, then one HEAD for each
 * image that the engine lacks or that will be pushed. Where a registry does not
 * answer, the image counts as "not there": one warning for each reason.
 */
export async function findImages(
  request: FindRequest,
  services: Services,
): Promise<Findings> {
  const { images, engineImages, options, isPushed } = request;
  const tags = keysByTag(engineImages);
  const held: KeyedImage[] = [];
  const missing: KeyedImage[] = [];
  for (const image of images)
    (isHeld(image, tags, options) ? held : missing).push(image);
  const [{ heads, unasked }, known] = await Promise.all([
    headAll(missing, request, services),
    headHeld(held.filter(isPushed ?? (() => false)), options, services),
  ]);
  const found = new Map<string, Found>();
  for (const { id } of held)
    found.set(id, { place: 'engine', digest: known.get(id) });
  for (const [id, digest] of heads)
    found.set(id, { place: 'registry', digest });
  return { found, unasked };
}

function keysByTag(images: readonly EngineImage[]): Map<string, string> {
  return new Map(
    images.flatMap(({ tags, labels }) =>
      tags.map((tag) => [tag, labels[labelNames.key] ?? ''] as const),
    ),
  );
}

/** The tag alone is not proof: anyone can `docker tag`. */
function isHeld(
  image: KeyedImage,
  held: ReadonlyMap<string, string>,
  options: Options,
): boolean {
  const names = engineNames(image, options);
  return names.some((name) => held.get(name) === image.key);
}

/**
 * By image id: the digests of those that the registry has, too. All at once, where a
 * push of each would wait for its own answer; what went wrong it asks again, and tells.
 */
async function headHeld(
  images: readonly KeyedImage[],
  options: Options,
  { registry }: Services,
): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  const head = async (image: KeyedImage): Promise<void> => {
    const at = repositoryOf(image, options);
    try {
      const there = await registry.headManifest(at, keyTag(image.key));
      if (there !== undefined) digests.set(image.id, there.digest);
    } catch (error) {
      if (!isReportable(error)) throw error;
    }
  };
  await Promise.all(images.map(head));
  return digests;
}

type Head = readonly [id: string, digest: string];

async function headAll(
  images: readonly KeyedImage[],
  { options, needsRegistry }: FindRequest,
  { registry, warn }: Services,
): Promise<{ heads: Head[]; unasked: Set<string> }> {
  const failures: RegistryFailure[] = [];
  const head = async (image: KeyedImage): Promise<Head[]> => {
    const at = repositoryOf(image, options);
    try {
      const there = await registry.headManifest(at, keyTag(image.key));
      return there === undefined ? [] : [[image.id, there.digest]];
    } catch (error) {
      if (needsRegistry || !isReportable(error)) throw error;
      failures.push({ registry: at.registry, subject: image.id, error });
      return [];
    }
  };
  const heads = (await Promise.all(images.map(head))).flat();
  for (const { registry: host, subjects, text } of groupFailures(failures))
    warn(`${host} counts as empty for ${subjects}: ${text}`);
  return { heads, unasked: new Set(failures.map(({ subject }) => subject)) };
}
