import type { Flavour } from '../../flavour/flavour';
import { normalizeName } from '../../requirements/normalize-name';

type Described = Pick<Flavour, 'name' | 'path' | 'folder' | 'definition'>;

/** An index of some packages, as `python.indexes` of an `image.ts` has it. */
export interface NamedIndex {
  name: string;
  url: string;
  /** Id of the build secret with its password. */
  secret?: string;
  /** Normalised and sorted: they come from here alone. */
  packages: readonly string[];
  /** Whose `image.ts` says so: the flavour's own, or one's below. */
  flavour: Described;
}

/** Where packages come from, other than as wheels of the main index. */
export interface PackageOrigins {
  /** Sorted by name. */
  indexes: readonly NamedIndex[];
  /** Names of packages that are built from source, normalised and sorted. */
  builds: readonly string[];
}

export const noOrigins: PackageOrigins = { indexes: [], builds: [] };

/**
 * What a flavour's `image.ts` and those below say together. The nearest one wins
 * where two say something else of one package; `findOriginConflicts` tells of it.
 */
export function joinOrigins(
  flavour: Described,
  below: readonly Described[],
): PackageOrigins {
  const taken = new Set<string>();
  const indexes = new Map<string, NamedIndex>();
  for (const index of [flavour, ...below].flatMap(listIndexes)) {
    const packages = index.packages.filter((name) => !taken.has(name));
    for (const name of packages) taken.add(name);
    const known = indexes.get(index.name);
    indexes.set(index.name, {
      ...(known ?? index),
      packages: [...(known?.packages ?? []), ...packages].sort(),
    });
  }
  const builds = [flavour, ...below].flatMap(({ definition }) =>
    (definition.python?.buildFromSource ?? []).map(normalizeName),
  );
  return {
    indexes: [...indexes.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    builds: [...new Set(builds)].sort(),
  };
}

export function listIndexes(flavour: Described): NamedIndex[] {
  return Object.entries(flavour.definition.python?.indexes ?? {}).map(
    ([name, { url, secret, packages }]) => ({
      ...{ name, url, flavour },
      ...(secret !== undefined && { secret }),
      packages: packages.map(normalizeName).sort(),
    }),
  );
}

/** The index that a package comes from; `undefined` for the main one. */
export function findOwner(
  { indexes }: PackageOrigins,
  name: string,
): NamedIndex | undefined {
  const wanted = normalizeName(name);
  return indexes.find(({ packages }) => packages.includes(wanted));
}
