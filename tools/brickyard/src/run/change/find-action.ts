import type { KeyedImage } from '../../plan/key-images';
import { buildRecords } from '../records/build-record';
import type { ImageSide } from './read-image-facts';
import type { ImageAction } from './report';

/** What has become of an image, as far as this machine, engine and registry know. */
export function findAction(
  image: KeyedImage,
  { request, prepared }: ImageSide,
): ImageAction {
  const { root } = request.workspace;
  const built = buildRecords.read(image, root);
  const found = prepared.found.get(image.id);
  if (found !== undefined) {
    const { seconds, error } = built ?? {};
    return seconds !== undefined && error === undefined
      ? { kind: 'built', seconds }
      : { kind: 'reused', from: found.place };
  }
  if (built?.error !== undefined) return { kind: 'failed', error: built.error };
  return {
    kind: 'not built',
    because: findFailed(image, { request, prepared }),
  };
}

/** The nearest image below whose build failed. */
function findFailed(image: KeyedImage, side: ImageSide): string | null {
  const { root } = side.request.workspace;
  for (const { id } of image.parents) {
    const parent = side.prepared.images.find((each) => each.id === id);
    if (parent === undefined || side.prepared.found.has(id)) continue;
    if (buildRecords.read(parent, root)?.error !== undefined) return id;
    const below = findFailed(parent, side);
    if (below !== null) return below;
  }
  return null;
}
