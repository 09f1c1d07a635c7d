import { isReportable } from '../../errors';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import { fetchPublished, type PublishedLayer } from '../names/fetch-published';
import { repositoryOf } from '../names/published-name';
import { imageRecords } from '../records/image-record';
import type { Services } from '../shell/services';
import type { ImageSide } from './read-image-facts';

/** The layers of an image as it is published; null where it is not, or nobody says. */
export type LayersOf = (
  image: KeyedImage,
  side: Pick<ImageSide, 'request'>,
) => Promise<PublishedLayer[] | null>;

/** As recorded, else as the registry has them, which is asked once for each image. */
export function openLayers({ registry }: Pick<Services, 'registry'>): LayersOf {
  const asked = new Map<string, Promise<PublishedLayer[] | null>>();
  return (image, { request }) => {
    const { root, options } = request.workspace;
    const record = imageRecords.read(image, root);
    if (record?.layers !== undefined) return Promise.resolve(record.layers);
    const at = repositoryOf(image, options);
    const name = `${at.registry}/${at.repository}:${image.key}`;
    const known = asked.get(name);
    if (known !== undefined) return known;
    const reference = record?.digest ?? keyTag(image.key);
    const answer = fetchPublished(registry, at, reference)
      .then((published) => published?.layers ?? null)
      .catch(ignoreReportable);
    asked.set(name, answer);
    return answer;
  };
}

/** The plan has warned of a registry that does not answer. */
function ignoreReportable(error: unknown): null {
  if (!isReportable(error)) throw error;
  return null;
}
