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
}

/** What to do with each image, and why. `images` in order, parents first. */
export function makePlan(
  images: readonly KeyedImage[],
  { found, previous }: PlanFacts,
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
          ? explainBuild(image.parts, previous.get(image.id))
          : [],
    };
  });
}

function explainBuild(
  parts: readonly KeyPart[],
  before: readonly KeyPart[] | undefined,
): Reason[] {
  if (before === undefined) return [{ part: 'image', change: 'added' }];
  const reasons = diffParts(...foldAlike(before, parts));
  // Same inputs, but the image built from them is gone: pruned, or never pushed.
  return reasons.length > 0 ? reasons : [{ part: 'image', change: 'removed' }];
}
