import {
  describePackage,
  type LockChange,
  type LockedPackage,
} from './lock-change';

/** The layer that a package is in. */
export type LayerOf = (each: LockedPackage) => string;

export interface Weight {
  kind: string;
  /** Bytes of the layers that the registry has not yet. */
  changed: number;
  /** Bytes of all packages. */
  all: number;
}

/** What has to be uploaded of the packages when a layer is sent whole. */
export function weighChange(
  { kind, before, after }: LockChange,
  layerOf: LayerOf,
): Weight {
  const known = new Set(groupByLayer(before, layerOf).map(describeLayer));
  const layers = groupByLayer(after, layerOf);
  const changed = layers.filter((layer) => !known.has(describeLayer(layer)));
  return { kind, changed: sum(changed.flat()), all: sum(after) };
}

function groupByLayer(
  packages: readonly LockedPackage[],
  layerOf: LayerOf,
): LockedPackage[][] {
  const layers = new Map<string, LockedPackage[]>();
  for (const each of packages) {
    const name = layerOf(each);
    layers.set(name, [...(layers.get(name) ?? []), each]);
  }
  return [...layers.values()];
}

/** The same text for the same content. */
function describeLayer(layer: readonly LockedPackage[]): string {
  return layer.map(describePackage).sort().join(' ');
}

function sum(packages: readonly LockedPackage[]): number {
  return packages.reduce((total, { bytes }) => total + bytes, 0);
}
