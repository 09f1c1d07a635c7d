import type { Place } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { keyOf } from './hold-packages';
import type { Content, ImageContents } from './image-contents';

/** Where a package of an image is from. */
export type Origin =
  /** A line of a list of the flavour's own names it. */
  | { kind: 'line'; place: Place; text: string }
  /** An image below has it: the flavour whose lists or lock brought it. */
  | { kind: 'below'; flavour: string }
  /** A line names the first of these packages, and each needs the next; the last one is it. */
  | { kind: 'needed'; place: Place; names: readonly string[] }
  /** Something in the list needs it; the lock does not say what. */
  | { kind: 'list'; list: string }
  /**
   * No list and no lock names it: something that the flavour's build does brings it or, where
   * one is named, the base image.
   */
  | { kind: 'unlisted'; folder: string; base: string | null };

/** `below`: what the images below are known to have, nearest first. */
export function findOrigin(
  content: Content,
  { image }: ImageContents,
  below: readonly ImageContents[],
): Origin {
  const { holding } = content;
  if (holding === undefined) return placeUnlisted(content, image, below);
  const { package: own, owner } = holding;
  if (owner !== image.flavour.name) return { kind: 'below', flavour: owner };
  const [line] = own.lines;
  if (line !== undefined) return { kind: 'line', ...line };
  const [chain] = own.listChains();
  if (chain !== undefined) {
    const { place } = chain.line;
    return { kind: 'needed', place, names: chain.names };
  }
  const list = own.list ?? own.lock ?? image.flavour.path;
  return { kind: 'list', list };
}

/** The lowest image that is known to have it brought it. */
function placeUnlisted(
  { version, ...name }: Content,
  image: ResolvedImage,
  below: readonly ImageContents[],
): Origin {
  const having = below.filter(({ packages }) => {
    const found = packages.get(keyOf(name));
    return found !== undefined && found.version === version;
  });
  const lowest = having.at(-1);
  if (lowest !== undefined)
    return { kind: 'below', flavour: lowest.image.flavour.name };
  return { kind: 'unlisted', ...findUnlisted(image, below) };
}

/** Who looked into the image below knows that it is not from there. */
export function findUnlisted(
  image: ResolvedImage,
  below: readonly ImageContents[],
): { folder: string; base: string | null } {
  const isOwn = below[0]?.seen !== undefined;
  const base = isOwn ? null : findLowestBase(image, below);
  return { folder: image.flavour.path, base };
}

/** The image from elsewhere that all of these are built on. */
export function findLowestBase(
  image: ResolvedImage,
  below: readonly ImageContents[],
): string {
  const lowest = below.at(-1)?.image ?? image;
  return lowest.use.base?.image ?? '';
}
