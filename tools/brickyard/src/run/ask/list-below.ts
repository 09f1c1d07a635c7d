import type { ResolvedImage } from '../../plan/resolve-image';
import { listAncestors } from '../names/list-ancestors';
import type { ImageContents } from './image-contents';

/** What an image starts from, nearest first, with what that has. */
export function openBelow(
  contents: readonly ImageContents[],
  localNamespace: string,
): (image: ResolvedImage) => ImageContents[] {
  const byId = new Map(contents.map((each) => [each.image.id, each]));
  const images = contents.map(({ image }) => image);
  return (image) =>
    listAncestors(image, images, localNamespace).flatMap(
      ({ id }) => byId.get(id) ?? [],
    );
}
