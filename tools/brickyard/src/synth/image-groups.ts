import type { SynthPackage } from './synth-input';

/** The images of one machine. */
export interface ImageGroup {
  id: string;
  /** Every package of other machines: what Nx is told to leave out. */
  others: readonly string[];
}

/** Packages that something is built on: these come before what is dealt out. */
export function listParents(packages: readonly SynthPackage[]): Set<string> {
  return new Set(packages.flatMap(({ parents }) => parents));
}

/** Deals cluster images out in order of their names; no group for one machine. */
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
