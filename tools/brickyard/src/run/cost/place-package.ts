import { createHash } from 'node:crypto';

import { normalizeName } from '../../requirements/normalize-name';

/** How many layers `in-layers` of the toolbox sorts packages into. */
export const packageLayers = 8;

/**
 * Numbers of the layers that a folder of `in-layers` stands for: of `/layers/8/` its own, of
 * `/layers/all/` and the pattern `/layers/[1-8]/` all; none of another path.
 */
export function listLayerNumbers(path: string): number[] {
  const [, one, all] = /\/(?:([1-8])|(all|\[1-8\]))\/*$/.exec(path) ?? [];
  if (one !== undefined) return [Number(one)];
  return all === undefined ? [] : [1, 2, 3, 4, 5, 6, 7, 8];
}

/** A package that a build installs. */
export interface SortedPackage {
  ecosystem: string;
  name: string;
  /** Bytes of its installed files. */
  size: number;
  /** Whether the runtime line says which version it has. */
  isPinned: boolean;
}

const megabyte = 1e6;
/** From each of these on, a package of R is in an earlier layer. */
const smallR = [380_000, 560_000, megabyte];

/**
 * Number of the layer that the toolbox's `in-layers` puts a package into, to tell
 * it without an engine: the script decides, and a spec asks it.
 */
export function placePackage(each: SortedPackage): number {
  const { ecosystem, name, size, isPinned } = each;
  if (ecosystem === 'r') return placeRPackage(name, size);
  if (size < 7 * megabyte) return packageLayers;
  if (isPinned) return size < 100 * megabyte ? 2 : 1;
  return size < 20 * megabyte
    ? packageLayers - 1
    : 3 + digit(normalizeName(name), 4);
}

function placeRPackage(name: string, size: number): number {
  const larger = smallR.filter((limit) => size >= limit).length;
  return larger < smallR.length
    ? packageLayers - larger
    : 1 + digit(name, packageLayers - smallR.length);
}

function digit(name: string, count: number): number {
  const hash = createHash('sha256').update(name).digest('hex');
  return parseInt(hash.slice(0, 8), 16) % count;
}
