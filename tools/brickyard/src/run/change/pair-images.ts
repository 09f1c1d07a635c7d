import { diffParts } from '../../key/diff-parts';
import { foldAlike } from '../../key/fold-parts';
import type { Reason } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';

/** An image whose key differs from the one at the base, or that one side lacks. */
export interface ImagePair {
  id: string;
  /** Of an image for a line that its flavour had not: the one for the line that was its first. */
  before?: KeyedImage;
  now?: KeyedImage;
}

/** Whether a flavour has come to another line: there was no such image before. */
export function isOtherLine({ before, now }: ImagePair): boolean {
  return before !== undefined && now !== undefined && before.id !== now.id;
}

export interface ImagePairs {
  /** Parents first; removed images last, by id. */
  different: ImagePair[];
  unchanged: number;
}

/** Pairs images by id, and those for a new line with the flavour's first. Two images with the same key are the same. */
export function pairImages(
  before: readonly KeyedImage[],
  now: readonly KeyedImage[],
): ImagePairs {
  const then = new Map(before.map((image) => [image.id, image]));
  const kept = now.map((image): ImagePair => {
    const first = () => before.find((each) => isFirstOf(each, image));
    return { id: image.id, before: then.get(image.id) ?? first(), now: image };
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

function isFirstOf({ flavour, isFirst }: KeyedImage, now: KeyedImage): boolean {
  return isFirst && flavour.name === now.flavour.name;
}

/** The inputs that differ; empty unless both images exist, for one line. */
export function explainPair(pair: ImagePair): Reason[] {
  const { before, now } = pair;
  if (before === undefined || now === undefined || isOtherLine(pair)) return [];
  return diffParts(...foldAlike(before.parts, now.parts));
}
