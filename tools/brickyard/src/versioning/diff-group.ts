import { findEcosystem } from '../ecosystems/ecosystem-table';
import type { Package, PackageGroup } from '../ecosystems/package';
import { bumpOf } from './bump-of';
import type { DirectNames } from './contents';
import type { Changed, GroupDiff, OneSided } from './inventory-diff';

/** One side of a group. */
export interface GroupSide {
  packages: readonly Package[];
  direct?: DirectNames;
  /** Whether there may be packages that it does not name. */
  isPartial: boolean;
}

export interface GroupPair extends Pick<
  PackageGroup,
  'ecosystem' | 'environment'
> {
  from: GroupSide;
  to: GroupSide;
}

/**
 * With `isWhole`, both lists are compared as if they were complete. `unlisted`
 * counts packages that one side names and the other, partial side may have.
 */
export function diffGroup(
  pair: GroupPair,
  isWhole: boolean,
): GroupDiff & { unlisted: number } {
  const { ecosystem, environment } = pair;
  const from = indexPackages(pair.from.packages, ecosystem);
  const to = indexPackages(pair.to.packages, ecosystem);
  const added = [...to].filter(([key]) => !from.has(key));
  const removed = [...from].filter(([key]) => !to.has(key));
  const oneSided = (found: [string, Named][], at: GroupSide): OneSided[] =>
    found.map(([key, { name, version, size }]) => {
      const taken = size !== null && at === pair.from ? -size : size;
      const direct = isDirect(key, pair, [at]);
      return { name, version, direct, sizeChange: taken };
    });
  const isAddedKnown = isWhole || !pair.from.isPartial;
  const isRemovedKnown = isWhole || !pair.to.isPartial;
  return {
    ecosystem,
    environment,
    added: sortDirect(isAddedKnown ? oneSided(added, pair.to) : []),
    removed: sortDirect(isRemovedKnown ? oneSided(removed, pair.from) : []),
    changed: sortDirect(listChanged(from, to, pair)),
    unlisted:
      (isAddedKnown ? 0 : added.length) + (isRemovedKnown ? 0 : removed.length),
  };
}

function listChanged(
  from: ReadonlyMap<string, Named>,
  to: ReadonlyMap<string, Named>,
  pair: GroupPair,
): Changed[] {
  return [...to].flatMap(([key, { name, version, size }]) => {
    const before = from.get(key);
    if (before === undefined || before.version === version) return [];
    const bump = bumpOf(pair.ecosystem, before.version, version);
    const direct = isDirect(key, pair, [pair.from, pair.to]);
    const sizeChange = change(before.size, size);
    const versions = { from: before.version, to: version };
    return [{ name, ...versions, ...bump, direct, sizeChange }];
  });
}

interface Named {
  name: string;
  /** All versions, comma-separated, if a package is there more than once. */
  version: string;
  /** Of all of them together; `null` if one of them has no size. */
  size: number | null;
}

/** The difference of two numbers; `null` if one is not known. */
export function change(
  before: number | null,
  after: number | null,
): number | null {
  return before === null || after === null ? null : after - before;
}

function indexPackages(
  packages: readonly Package[],
  ecosystem: string,
): Map<string, Named> {
  const found = new Map<string, [Package, ...Package[]]>();
  const { normalizeName } = findEcosystem(ecosystem) ?? {};
  for (const item of packages) {
    const key = normalizeName?.(item.name) ?? item.name;
    const same = found.get(key);
    if (same === undefined) found.set(key, [item]);
    else same.push(item);
  }
  return new Map([...found].map(([key, same]) => [key, joinSame(same)]));
}

function joinSame(packages: readonly [Package, ...Package[]]): Named {
  const [{ name }] = packages;
  const versions = new Set(packages.map(({ version }) => version));
  const sizes = packages.map(({ size }) => size ?? null);
  const add = (sum: number | null, size: number | null) =>
    sum === null || size === null ? null : sum + size;
  return {
    name,
    version: [...versions].sort().join(', '),
    size: sizes.reduce(add, 0),
  };
}

/** It is enough if one side asks for it. A side that does not know does not count. */
function isDirect(
  key: string,
  pair: GroupPair,
  sides: readonly GroupSide[],
): boolean | null {
  const answers = sides.flatMap(({ direct }) => {
    const names = direct && directNames(pair, direct);
    return names === undefined ? [] : [names.has(key)];
  });
  return answers.length === 0 ? null : answers.includes(true);
}

function directNames(
  { ecosystem, environment }: GroupPair,
  direct: DirectNames,
): ReadonlySet<string> | undefined {
  const last = lastPart(environment);
  const found = direct.find(
    (group) =>
      group.ecosystem === ecosystem && lastPart(group.environment) === last,
  );
  return found?.names;
}

/** `python3` of `/databricks/python3` */
function lastPart(environment: string | null): string | undefined {
  return environment?.split('/').at(-1);
}

/** By code unit, so that every machine prints the same. */
function sortDirect<T extends { name: string; direct: boolean | null }>(
  packages: readonly T[],
): T[] {
  const keyOf = ({ name, direct }: T) =>
    `${direct === true ? 0 : 1} ${name.toLowerCase()}\0${name}`;
  return [...packages].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
