import { parentFlavour } from '../../plan/parent-flavour';
import type { ResolvedImage } from '../../plan/resolve-image';

/** Images of this workspace that an image starts from, nearest first. Images that it only copies from are not among them. */
export function listAncestors<Image extends ResolvedImage>(
  { use, runtime }: ResolvedImage,
  images: readonly Image[],
  localNamespace: string,
): Image[] {
  const name = use.base && parentFlavour(use.base.image, localNamespace);
  const parent = images.find(
    (image) =>
      image.flavour.name === name && image.runtime.name === runtime.name,
  );
  return parent === undefined
    ? []
    : [parent, ...listAncestors(parent, images, localNamespace)];
}
