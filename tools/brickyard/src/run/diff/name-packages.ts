import type { PackageGroup } from '../../ecosystems/package';
import { python } from '../../ecosystems/python/python';
import { r } from '../../ecosystems/r/r';
import { normalizeName } from '../../requirements/normalize-name';
import type { GroupDiff } from '../../versioning/inventory-diff';
import { placePackage } from '../cost/place-package';
import type { ComparedLayer, LayerDiff } from './layer-diff';

export interface NamingFacts {
  /** What differs between the two images. */
  groups: readonly GroupDiff[];
  /** All that each has, with sizes. */
  from: readonly PackageGroup[];
  to: readonly PackageGroup[];
  /** Normalised names of Python packages that a runtime line pins. */
  pins: ReadonlySet<string>;
}

type Side = 'from' | 'to';

/**
 * Layers with the packages that make them differ, where that is known: of a layer
 * that `in-layers` has sorted, if its side has only one of that number that the
 * other one lacks.
 */
export function namePackages(layers: LayerDiff, facts: NamingFacts): LayerDiff {
  const placed = { from: place('from', facts), to: place('to', facts) };
  const named = layers.layers.map((layer) => {
    if (layer.in === 'both') return layer;
    const number = numberOf(layer);
    if (number === undefined || !isAlone(layer, number, layers)) return layer;
    const packages = placed[layer.in].get(number);
    return packages === undefined ? layer : { ...layer, packages };
  });
  return { ...layers, layers: named };
}

/** `COPY /layers/8/ /` */
function numberOf({ step = '' }: ComparedLayer): number | undefined {
  const [, number] = /^COPY \/\S*\/([1-8])\/? \/$/.exec(step) ?? [];
  return number === undefined ? undefined : Number(number);
}

function isAlone(
  layer: ComparedLayer,
  number: number,
  { layers }: LayerDiff,
): boolean {
  const alike = layers.filter(
    (each) => each.in === layer.in && numberOf(each) === number,
  );
  return alike.length === 1;
}

/** Packages that only this side has, or has in another version, by their layer. */
function place(side: Side, facts: NamingFacts): Map<number, string[]> {
  const placed = new Map<number, string[]>();
  for (const group of facts.groups) {
    if (!isSorted(group)) continue;
    const { ecosystem } = group;
    for (const { name, version } of listOfSide(side, group)) {
      const size = sizeOf(facts[side], { ...group, name });
      if (size === undefined) continue;
      const isPinned = facts.pins.has(normalizeName(name));
      const layer = placePackage({ ecosystem, name, size, isPinned });
      placed.set(layer, [...(placed.get(layer) ?? []), `${name} ${version}`]);
    }
  }
  return placed;
}

function isSorted({ ecosystem, environment }: GroupDiff): boolean {
  return (
    ecosystem === r.name ||
    (ecosystem === python.name && environment === python.mainEnvironment)
  );
}

function listOfSide(
  side: Side,
  { added, removed, changed }: GroupDiff,
): { name: string; version: string }[] {
  const alone = side === 'to' ? added : removed;
  const moved = changed.map((each) => {
    return { name: each.name, version: each[side] };
  });
  return [...moved, ...alone];
}

function sizeOf(
  groups: readonly PackageGroup[],
  { ecosystem, environment, name }: GroupDiff & { name: string },
): number | undefined {
  const own = groups.filter(
    (group) =>
      group.ecosystem === ecosystem && group.environment === environment,
  );
  const found = own
    .flatMap(({ packages }) => packages)
    .find((each) => normalizeName(each.name) === normalizeName(name));
  return found?.size;
}
