import { findEcosystem } from '../../ecosystems/ecosystem-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type Holding, type Holdings, keyOf } from './hold-packages';
import { askedEcosystems } from './parse-query';
import type { Built } from './read-built';

/** A package of an image. */
export interface Content {
  ecosystem: string;
  environment: string | null;
  /** Python's normalised. */
  name: string;
  /** Left out where a list asks for it and nothing says which it is. */
  version?: string;
  /** What lists and locks say of it. */
  holding?: Holding;
  /** The record of an image below that tells of it, where nobody looked into this one. */
  seenIn?: string;
}

/** All that is known of what an image has. */
export interface ImageContents {
  image: ResolvedImage;
  /** By `keyOf`. */
  packages: ReadonlyMap<string, Content>;
  /** What is there only while the image, or a library, is built. */
  buildOnly: readonly Content[];
  /** Who looked into it: `dist/packages/geo/inventory.json`; lists and locks alone when left out. */
  seen?: string;
}

export interface ContentsSource {
  holdings: Holdings;
  built?: Built;
  /** Of a hundred images with hundreds of packages each, one name is asked for. */
  isWanted: (name: Pick<Content, 'ecosystem' | 'name'>) => boolean;
}

/** Who looked into an image knows what it has; lists and locks know why. */
export function listContents(
  image: ResolvedImage,
  { holdings, built, isWanted }: ContentsSource,
): ImageContents {
  const listed = [...holdings]
    .filter(([, holding]) => isWanted(holding.package))
    .map(([key, holding]) => [key, toContent(holding)] as const);
  const isBuildOnly = ({ holding }: Content) =>
    holding?.package.isBuildOnly === true;
  return {
    image,
    packages: built
      ? listSeen(built, { holdings, isWanted })
      : new Map(listed.filter(([, each]) => !isBuildOnly(each))),
    buildOnly: listed.map(([, each]) => each).filter(isBuildOnly),
    ...(built && { seen: built.source }),
  };
}

function toContent(holding: Holding): Content {
  const { ecosystem, environment, name, version } = holding.package;
  return { ecosystem, environment, name, version, holding };
}

function listSeen(
  { groups }: Built,
  { holdings, isWanted }: ContentsSource,
): Map<string, Content> {
  const contents = new Map<string, Content>();
  for (const { ecosystem, environment, packages } of groups) {
    if (!askedEcosystems.some((name) => name === ecosystem)) continue;
    const normalize = findEcosystem(ecosystem)?.normalizeName;
    for (const { name: written, version } of packages) {
      const name = normalize?.(written) ?? written;
      const place = { ecosystem, environment, name };
      if (!isWanted(place)) continue;
      const key = keyOf(place);
      contents.set(key, { ...place, version, holding: holdings.get(key) });
    }
  }
  return contents;
}
