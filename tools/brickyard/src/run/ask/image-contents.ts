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

/** Who looked into an image knows what it has; lists and locks know why. */
export function listContents(
  image: ResolvedImage,
  holdings: Holdings,
  built?: Built,
): ImageContents {
  const listed = [...holdings.values()].map(toContent);
  const isBuildOnly = ({ holding }: Content) =>
    holding?.package.isBuildOnly === true;
  const contents = built
    ? listSeen(built, holdings)
    : listed.filter((each) => !isBuildOnly(each));
  return {
    image,
    packages: new Map(contents.map((each) => [keyOf(each), each])),
    buildOnly: listed.filter(isBuildOnly),
    ...(built && { seen: built.source }),
  };
}

function toContent(holding: Holding): Content {
  const { ecosystem, environment, name, version } = holding.package;
  return { ecosystem, environment, name, version, holding };
}

function listSeen({ groups }: Built, holdings: Holdings): Content[] {
  const asked = groups.filter(({ ecosystem }) =>
    askedEcosystems.some((name) => name === ecosystem),
  );
  return asked.flatMap(({ ecosystem, environment, packages }) =>
    packages.map(({ name, version }) => {
      const place = { ecosystem, environment, name };
      const { normalizeName } = findEcosystem(ecosystem) ?? {};
      return {
        ...place,
        name: normalizeName?.(name) ?? name,
        version,
        holding: holdings.get(keyOf(place)),
      };
    }),
  );
}
