import type { PackageGroup } from '../../ecosystems/package';
import { python } from '../../ecosystems/python/python';
import { r } from '../../ecosystems/r/r';
import { normalizeName } from '../../requirements/normalize-name';
import type { GroupDiff } from '../../versioning/inventory-diff';
import { listLayerNumbers, placePackage } from '../cost/place-package';
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
 * Layers with the packages that make them differ, where that is known: what a side
 * has of its own of one number is in the only layer that may have it and that the
 * other side lacks.
 */
export function namePackages(layers: LayerDiff, facts: NamingFacts): LayerDiff {
  const placed = { from: place('from', facts), to: place('to', facts) };
  const named = layers.layers.map((layer) => {
    if (layer.in === 'both') return layer;
    const packages = findPackages(layer, layers, placed[layer.in]);
    return packages === undefined ? layer : { ...layer, packages };
  });
  return { ...layers, layers: named };
}

/** `undefined` where some of them may be in another layer as well. */
function findPackages(
  layer: ComparedLayer,
  { layers }: LayerDiff,
  placed: ReadonlyMap<number, string[]>,
): string[] | undefined {
  const numbers = numbersOf(layer).filter((each) => placed.has(each));
  const isAlone = (number: number) =>
    layers.filter(
      (each) => each.in === layer.in && numbersOf(each).includes(number),
    ).length === 1;
  if (numbers.length === 0 || !numbers.every(isAlone)) return undefined;
  return numbers.flatMap((number) => placed.get(number) ?? []);
}

/** Of `COPY /layers/8/ /`, with one source and the root as its target. */
function numbersOf({ step = '' }: ComparedLayer): number[] {
  const [, folder = ''] = /^COPY (\/\S*?)\/? \/$/.exec(step) ?? [];
  return listLayerNumbers(folder);
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
