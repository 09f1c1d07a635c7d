import {
  type BrickyardError,
  isBrickyardError,
  isInterrupt,
} from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Registry } from '../../registry/registry';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Options } from '../../workspace/options';
import { fetchPublished } from '../names/fetch-published';
import { repositoryOf } from '../names/published-name';
import type { Keys } from '../plan/read-keys';
import { reasonOf } from '../shell/group-failures';
import type { AskServices } from '../shell/with-ask-services';
import type { Publication } from './publication';

export interface PublicationRequest {
  images: readonly ResolvedImage[];
  keys: Keys;
  /** What records say, by image id. */
  recorded: ReadonlyMap<string, Publication | undefined>;
  options: Options;
}

/**
 * By image id: what was published. A record of the image as its files stand is
 * believed; of others the registry is asked, where there is one to ask. One that does
 * not answer is warned of once, and records are what is left.
 */
export async function fetchPublications(
  request: PublicationRequest,
  { registry, warn }: AskServices,
): Promise<Map<string, Publication>> {
  const { images, recorded } = request;
  const find = async (image: ResolvedImage) => {
    const record = recorded.get(image.id);
    if (registry === undefined || record?.status.isCurrent === true)
      return record;
    try {
      return (await fetchOne(image, request, registry)) ?? record;
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      warn(explain(error, request));
      return record;
    }
  };
  const found = await Promise.all(
    images.map(async (image) => [image.id, await find(image)] as const),
  );
  return new Map(
    found.flatMap(([id, each]) => (each === undefined ? [] : [[id, each]])),
  );
}

/** The same text for all images that fail alike, which is told once. */
function explain(
  error: BrickyardError,
  { options }: PublicationRequest,
): string {
  const why = isInterrupt(error)
    ? 'it does not answer in time'
    : `${reasonOf(error)} [${error.code}]`;
  return `what ${options.registry} has is not known, and records in dist are what is told: ${why}`;
}

/** The image as its files stand, else the one that its line's tag names. */
async function fetchOne(
  image: ResolvedImage,
  { keys, options }: PublicationRequest,
  registry: Registry,
): Promise<Publication | undefined> {
  const at = repositoryOf(image, options);
  const wanted = keys.known.get(image.id)?.key;
  const tags = [
    ...(wanted === undefined ? [] : [keyTag(wanted)]),
    runtimeTag(image.runtime),
  ];
  for (const tag of tags) {
    const there = await fetchPublished(registry, at, tag);
    if (there === undefined) continue;
    const { created, size, labels } = there;
    const key = labels[labelNames.key] ?? '';
    const reference = `${at.registry}/${at.repository}:${tag}`;
    const isCurrent = wanted === undefined ? null : key === wanted;
    const status = { created, isCurrent, size, reference };
    return { key, status: { ...status, source: 'registry' } };
  }
  return undefined;
}
