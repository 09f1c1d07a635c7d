import type { CostEstimate } from '../../plan/build-plan';
import { withParents } from '../../plan/order-images';
import { estimateCosts } from '../cost/estimate-costs';
import { imageRecords } from '../records/image-record';
import type { Services } from '../shell/services';
import type { ImagePair } from './pair-images';
import type { ImageSide } from './read-image-facts';

/** What publishing those will cost that are not, with those below them. */
export function estimateUnpublished(
  { request: { workspace }, prepared }: ImageSide,
  pairs: readonly ImagePair[],
  { registry }: Services,
): Promise<Map<string, CostEstimate>> {
  const { images, found } = prepared;
  const wanted = withParents(images, new Set(pairs.map(({ id }) => id)));
  const unpublished = wanted.filter(
    (image) =>
      found.get(image.id)?.place !== 'registry' &&
      imageRecords.read(image, workspace.root) === undefined,
  );
  const built = new Set(unpublished.map(({ id }) => id));
  const asked = { ...prepared, workspace, registry, built };
  return estimateCosts({ ...asked, published: new Map() });
}
