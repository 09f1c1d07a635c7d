import type { EngineImage } from '../../engine/engine';
import { isReportable } from '../../errors';
import { parseLabels } from '../../key/image-labels';
import type { KeyPart } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Options } from '../../workspace/options';
import { fetchPublished, type Published } from '../names/fetch-published';
import { localName, repositoryOf } from '../names/published-name';
import type { Services } from '../shell/services';

export interface ExplainRequest {
  images: readonly KeyedImage[];
  engineImages: readonly EngineImage[];
  options: Options;
  /** Of these images the registry said nothing, and is not asked again. */
  unasked: ReadonlySet<string>;
}

export interface PreviousParts {
  /** By image id. */
  previous: Map<string, readonly KeyPart[]>;
  /** Those of the request, and those of which the registry said nothing now. */
  unasked: ReadonlySet<string>;
  /** By image id: what was published last, null for nothing, where the registry was asked. */
  published: ReadonlyMap<string, Published | null>;
}

/**
 * The parts of the image that each of `images` would replace: from the engine
 * if it holds one, else from the registry (two GETs). An explanation is worth
 * no failure, so whatever goes wrong leaves it out.
 */
export async function readPreviousParts(
  request: ExplainRequest,
  services: Services,
): Promise<PreviousParts> {
  const { images, engineImages, options } = request;
  const previous = new Map<string, readonly KeyPart[]>();
  const unasked = new Set(request.unasked);
  const published = new Map<string, Published | null>();
  const read = async (image: KeyedImage): Promise<void> => {
    const held = labelsInEngine(image, engineImages, options);
    // Nothing says which of the images under a key was the last one.
    const isAsked = held === undefined && options.floatingTags;
    if (isAsked && unasked.has(image.id)) return;
    const last = isAsked
      ? await findPublished(image, options, services)
      : undefined;
    if (last === 'unknown') return void unasked.add(image.id);
    if (isAsked) published.set(image.id, last ?? null);
    const labels = held ?? last?.labels;
    const parts = labels === undefined ? undefined : parseLabels(labels)?.parts;
    if (parts !== undefined) previous.set(image.id, parts);
  };
  await Promise.all(images.map(read));
  return { previous, unasked, published };
}

function labelsInEngine(
  image: KeyedImage,
  engineImages: readonly EngineImage[],
  options: Options,
) {
  const name = localName(image, options, runtimeTag(image.runtime));
  return engineImages.find(({ tags }) => tags.includes(name))?.labels;
}

async function findPublished(
  image: KeyedImage,
  options: Options,
  { registry }: Services,
): Promise<Published | 'unknown' | undefined> {
  try {
    const at = repositoryOf(image, options);
    return await fetchPublished(registry, at, runtimeTag(image.runtime));
  } catch (error) {
    if (isReportable(error)) return 'unknown';
    throw error;
  }
}
