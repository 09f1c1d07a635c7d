import { diffParts } from '../key/diff-parts';
import { foldAlike } from '../key/fold-parts';
import type { KeyPart, Reason } from '../key/key-part';
import type { ImagePlace, ImagePlan } from './build-plan';
import type { KeyedImage } from './key-images';

export interface PlanFacts {
  /** Where each image's key was found, by image id; absent when not found. */
  found: ReadonlyMap<string, ImagePlace>;
  /** Parts of the previous image, by image id; absent without one. */
  previous: ReadonlyMap<string, readonly KeyPart[]>;
  /** By image id: the registry could not say whether it has them, or had. */
  unasked?: ReadonlySet<string>;
}

/** What to do with each image, and why. `images` in order, parents first. */
export function makePlan(
  images: readonly KeyedImage[],
  { found, previous, unasked }: PlanFacts,
): ImagePlan[] {
  return images.map((image) => {
    const foundIn = found.get(image.id) ?? null;
    return {
      flavour: image.flavour.name,
      runtime: image.runtime.name,
      action: foundIn === null ? 'build' : 'reuse',
      foundIn,
      key: image.key,
      reasons:
        foundIn === null
          ? explainBuild(
              image.parts,
              previous.get(image.id),
              unasked?.has(image.id),
            )
          : [],
    };
  });
}

function explainBuild(
  parts: readonly KeyPart[],
  before: readonly KeyPart[] | undefined,
  isUnasked = false,
): Reason[] {
  const reasons = before && diffParts(...foldAlike(before, parts));
  if (reasons !== undefined && reasons.length > 0) return reasons;
  if (isUnasked) return [{ part: 'image', change: 'unknown' }];
  // Same inputs, but the image built from them is gone: pruned, or never pushed.
  return [
    { part: 'image', change: before === undefined ? 'added' : 'removed' },
  ];
}
