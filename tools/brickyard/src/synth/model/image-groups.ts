import type { SynthPackage } from './synth-input';

/** The images of one machine. */
export interface ImageGroup {
  id: string;
  /** Every package that is not for this machine: what `--exclude` names. */
  others: readonly string[];
}

/** Packages that others are built on. They are built before the groups are. */
export function listParents(packages: readonly SynthPackage[]): Set<string> {
  return new Set(packages.flatMap(({ parents }) => parents));
}

/** Deals cluster images out by name. One machine needs no groups. */
export function groupImages(
  packages: readonly SynthPackage[],
  machines: number,
): ImageGroup[] {
  const names = packages
    .filter(({ kind }) => kind === 'cluster image')
    .map(({ name }) => name);
  const count = Math.min(machines, names.length);
  if (count < 2) return [];
  return Array.from({ length: count }, (_, group) => {
    const own = new Set(names.filter((_name, at) => at % count === group));
    const others = packages
      .map(({ name }) => name)
      .filter((name) => !own.has(name));
    return { id: `${group + 1}`, others };
  });
}
