import type { EngineImage } from '../engine/engine';
import { isBrickyardError, renderError } from '../errors';
import { keyTag } from '../key/image-key';
import { labelNames } from '../key/image-labels';
import type { Place } from '../plan/build-plan';
import type { KeyedImage } from '../plan/key-images';
import type { Options } from '../workspace/options';
import { localName, publishedName, repositoryOf } from './published-name';
import type { Services } from './services';

/** Where an image with the wanted key is. */
export interface Found {
  place: Place;
  /** Manifest digest, when the registry was asked. */
  digest?: string;
}

/**
 * Looks every key up: first in what the engine listed, then one HEAD for each
 * image that the engine lacks. A registry that does not answer counts as
 * "not there", is warned of once, and is then left alone.
 */
export async function findImages(
  images: readonly KeyedImage[],
  engineImages: readonly EngineImage[],
  options: Options,
  services: Services,
): Promise<Map<string, Found>> {
  const held = keysByTag(engineImages);
  const found = new Map<string, Found>();
  const missing: KeyedImage[] = [];
  for (const image of images) {
    if (isHeld(image, held, options)) found.set(image.id, { place: 'engine' });
    else missing.push(image);
  }
  const heads = await headAll(missing, options, services);
  for (const [id, digest] of heads)
    found.set(id, { place: 'registry', digest });
  return found;
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
  const tag = keyTag(image.key);
  const names = [
    localName(image, options, tag),
    publishedName(image, options, tag),
  ];
  return names.some((name) => held.get(name) === image.key);
}

async function headAll(
  images: readonly KeyedImage[],
  options: Options,
  { registry, warn }: Services,
): Promise<[id: string, digest: string][]> {
  let isDown = false;
  const head = async (image: KeyedImage): Promise<[string, string][]> => {
    if (isDown) return [];
    try {
      const at = await registry.headManifest(
        repositoryOf(image, options),
        keyTag(image.key),
      );
      return at === undefined ? [] : [[image.id, at.digest]];
    } catch (error) {
      if (!isBrickyardError(error) || error.code === 'INTERRUPTED') throw error;
      if (!isDown) warn(`the registry counts as empty: ${renderError(error)}`);
      isDown = true;
      return [];
    }
  };
  return (await Promise.all(images.map(head))).flat();
}
