import type { EngineImage } from '../../engine/engine';
import { isReportable } from '../../errors';
import { parseLabels } from '../../key/image-labels';
import type { KeyPart } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Options } from '../../workspace/options';
import { fetchPublished } from '../names/fetch-published';
import { localName, repositoryOf } from '../names/published-name';
import type { Services } from '../shell/services';

export interface ExplainRequest {
  images: readonly KeyedImage[];
  engineImages: readonly EngineImage[];
  options: Options;
  isRegistryDown: boolean;
}

/**
 * The parts of the image that each of `images` would replace: from the engine
 * if it holds one, else from the registry (two GETs). An explanation is worth
 * no failure, so whatever goes wrong leaves it out.
 */
export async function readPreviousParts(
  { images, engineImages, options, isRegistryDown }: ExplainRequest,
  services: Services,
): Promise<Map<string, readonly KeyPart[]>> {
  const previous = new Map<string, readonly KeyPart[]>();
  const read = async (image: KeyedImage): Promise<void> => {
    const labels =
      labelsInEngine(image, engineImages, options) ??
      (isRegistryDown
        ? undefined
        : await labelsInRegistry(image, options, services));
    const parts = labels === undefined ? undefined : parseLabels(labels)?.parts;
    if (parts !== undefined) previous.set(image.id, parts);
  };
  await Promise.all(images.map(read));
  return previous;
}

function labelsInEngine(
  image: KeyedImage,
  engineImages: readonly EngineImage[],
  options: Options,
) {
  const name = localName(image, options, runtimeTag(image.runtime));
  return engineImages.find(({ tags }) => tags.includes(name))?.labels;
}

async function labelsInRegistry(
  image: KeyedImage,
  options: Options,
  { registry }: Services,
) {
  // Nothing says which of the images under a key was the last one.
  if (!options.floatingTags) return undefined;
  try {
    const at = repositoryOf(image, options);
    return (await fetchPublished(registry, at, runtimeTag(image.runtime)))
      ?.labels;
  } catch (error) {
    if (isReportable(error)) return undefined;
    throw error;
  }
}
