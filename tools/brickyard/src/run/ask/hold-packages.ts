import { findEcosystem } from '../../ecosystems/ecosystem-table';
import { parentFlavour } from '../../plan/parent-flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { OwnPackage } from './own-package';

/** A package as lists and locks say that an image has it. */
export interface Holding {
  package: OwnPackage;
  /** The flavour whose lists or lock brought it: this one, or one that it is built on. */
  owner: string;
  /** As an image below has it, where one does. */
  below?: Holding;
}

/** By `keyOf`. */
export type Holdings = ReadonlyMap<string, Holding>;

export interface PackageName {
  ecosystem: string;
  environment: string | null;
  name: string;
}

/** The same text for two spellings of one package in one place. */
export function keyOf({ ecosystem, environment, name }: PackageName): string {
  const { normalizeName } = findEcosystem(ecosystem) ?? {};
  // Two environments are the same if the last part of their path is.
  const place = environment?.split('/').at(-1) ?? '';
  return `${ecosystem} ${place} ${normalizeName?.(name) ?? name}`;
}

export interface HoldingsRequest {
  /** With all that they are built on. */
  images: readonly ResolvedImage[];
  localNamespace: string;
  listOwn: (image: ResolvedImage) => readonly OwnPackage[];
}

/** What each image has, by its lists and locks and by those of what it is built on. */
export function openHoldings({
  images,
  localNamespace,
  listOwn,
}: HoldingsRequest): (image: ResolvedImage) => Holdings {
  const byId = new Map(images.map((image) => [image.id, image]));
  const known = new Map<string, Holdings>();
  const open = (image: ResolvedImage): Holdings => {
    const before = known.get(image.id);
    if (before !== undefined) return before;
    const below = mergeBelow(image, { byId, localNamespace, open });
    // A library starts from nothing: what is below is there while it is built.
    const holdings = new Map(image.use.fromScratch ? [] : below);
    for (const each of listOwn(image)) {
      const key = keyOf(each);
      const own = addOwn(image.flavour.name, each, below.get(key));
      holdings.set(each.isBuildOnly ? `${key} build` : key, own);
    }
    known.set(image.id, holdings);
    return holdings;
  };
  return open;
}

interface Below {
  byId: ReadonlyMap<string, ResolvedImage>;
  localNamespace: string;
  open: (image: ResolvedImage) => Holdings;
}

/** All of the image that it starts from; of others that it copies from, R's library. */
function mergeBelow(
  { use, parents }: ResolvedImage,
  { byId, localNamespace, open }: Below,
): Map<string, Holding> {
  const base = use.base && parentFlavour(use.base.image, localNamespace);
  const merged = new Map<string, Holding>();
  const isFirst = (flavour: string) => flavour === base;
  const sorted = [...parents].sort(
    (a, b) => Number(isFirst(b.flavour)) - Number(isFirst(a.flavour)),
  );
  for (const { id, flavour } of sorted) {
    const parent = byId.get(id);
    if (parent === undefined) continue;
    for (const [key, holding] of open(parent)) {
      const { ecosystem, isBuildOnly } = holding.package;
      const isThere = isFirst(flavour) || ecosystem === 'r';
      if (isThere && !isBuildOnly && !merged.has(key)) merged.set(key, holding);
    }
  }
  return merged;
}

/**
 * A lock repeats what is below, in the same version; that is brought by what is below,
 * unless a line of this flavour names it, too.
 */
function addOwn(
  flavour: string,
  own: OwnPackage,
  below: Holding | undefined,
): Holding {
  if (below === undefined) return { package: own, owner: flavour };
  const { version, lock } = below.package;
  // Asked for here, and there already.
  if (own.version === undefined)
    return { package: { ...own, version, lock }, owner: flavour, below };
  const isRepeated = own.lines.length === 0 && version === own.version;
  return { package: own, owner: isRepeated ? below.owner : flavour, below };
}
