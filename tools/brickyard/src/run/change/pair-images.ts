import { diffParts } from '../../key/diff-parts';
import { foldAlike } from '../../key/fold-parts';
import type { Reason } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';

/** An image whose key differs from the one at the base, or that one side lacks. */
export interface ImagePair {
  id: string;
  before?: KeyedImage;
  now?: KeyedImage;
}

export interface ImagePairs {
  /** Parents first; removed images last, by id. */
  different: ImagePair[];
  unchanged: number;
}

/** Pairs images by id. Two images with the same key are the same. */
export function pairImages(
  before: readonly KeyedImage[],
  now: readonly KeyedImage[],
): ImagePairs {
  const then = new Map(before.map((image) => [image.id, image]));
  const kept = now.map((image): ImagePair => {
    return { id: image.id, before: then.get(image.id), now: image };
  });
  const ids = new Set(now.map(({ id }) => id));
  const removed = before
    .filter(({ id }) => !ids.has(id))
    .map((image): ImagePair => ({ id: image.id, before: image }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const changed = kept.filter((pair) => pair.before?.key !== pair.now?.key);
  return {
    different: [...changed, ...removed],
    unchanged: kept.length - changed.length,
  };
}

/** The inputs that differ; empty unless both images exist. */
export function explainPair({ before, now }: ImagePair): Reason[] {
  if (before === undefined || now === undefined) return [];
  return diffParts(...foldAlike(before.parts, now.parts));
}
