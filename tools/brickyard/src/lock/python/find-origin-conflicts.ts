import type { Problem } from '../../errors';
import { placeInDefinition } from '../../flavour/place-in-definition';
import { listIndexes, type NamedIndex } from './package-origins';

type Described = Parameters<typeof listIndexes>[0];

/**
 * Where a flavour's `image.ts` says something else of an index or of a package than
 * one below: what is below is installed already, from there.
 */
export function findOriginConflicts(
  flavour: Described,
  below: readonly Described[],
): Problem[] {
  const others = below.flatMap(listIndexes);
  return listIndexes(flavour).flatMap((index) => {
    const place = (...keys: string[]) =>
      placeInDefinition(flavour, ['python', 'indexes', index.name, ...keys]);
    const other = others.find(({ name }) => name === index.name);
    if (other !== undefined && !isSame(index, other))
      return [
        {
          place: place('url'),
          message: `python.indexes.${index.name}: ${other.flavour.path}/image.ts has this name for ${other.url}: choose another name, or write the same url and secret`,
        },
      ];
    return index.packages.flatMap((name) => {
      const owner = others.find(({ packages }) => packages.includes(name));
      if (owner === undefined || owner.name === index.name) return [];
      const message = `python.indexes.${index.name}.packages: ${name} is in the index ${owner.name} of ${owner.flavour.path}/image.ts: it comes from one alone`;
      return [{ place: place('packages'), message }];
    });
  });
}

function isSame(a: NamedIndex, b: NamedIndex): boolean {
  return trim(a) === trim(b) && a.secret === b.secret;
}

function trim({ url }: NamedIndex): string {
  return url.replace(/\/$/, '');
}
