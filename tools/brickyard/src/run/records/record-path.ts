import type { ImageTarget } from '../../plan/image-target';

/** What Brickyard writes below `dist` about each image. */
export type DistFile =
  'image' | 'inventory' | 'sbom' | 'build' | 'test' | 'smoke';

/** The flavour's first runtime has the plain name; others say which. */
export function recordPath(image: ImageTarget, kind: DistFile): string {
  // By that ending tools know a CycloneDX file.
  const ending = kind === 'sbom' ? 'cdx.json' : 'json';
  const stem = image.isFirst ? kind : `${kind}.${image.runtime.name}`;
  return `dist/${image.flavour.path}/${stem}.${ending}`;
}
