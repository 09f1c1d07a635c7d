import { apt } from './apt/apt';
import type { Ecosystem } from './ecosystem';
import { jar } from './jar/jar';
import { java } from './java/java';
import { python } from './python/python';
import { r } from './r/r';
import { semverOrder } from './semver-order';
import { system } from './system/system';
import type { VersionOrder } from './version-order';

/** Every ecosystem, in the order in which diffs and reports show them. */
export const ecosystemTable: readonly Ecosystem[] = [
  system,
  java,
  python,
  r,
  apt,
  jar,
];

/** `undefined` for one that only a bill of another tool lists. */
export function findEcosystem(name: string): Ecosystem | undefined {
  return ecosystemTable.find((ecosystem) => ecosystem.name === name);
}

/** What no row of the table orders is read as semantic versions. */
export function orderOf(name: string): VersionOrder {
  return findEcosystem(name)?.order ?? semverOrder;
}
