import { ecosystemTable, findEcosystem } from '../ecosystems/ecosystem-table';
import { labelGroup } from '../ecosystems/label-group';
import type { PackageGroup } from '../ecosystems/package';
import { type Contents, isWholeImage } from './contents';
import { change, diffGroup, type GroupPair } from './diff-group';
import { diffLines, type LineDiff } from './diff-lines';
import type { InventoryDiff, SideInfo } from './inventory-diff';
import { hasSizes, listLargest } from './list-largest';

/** What differs between two sides, ecosystem by ecosystem. Deterministic. */
export function diffInventories(from: Contents, to: Contents): InventoryDiff {
  const { pairs, lonely } = pairGroups(from, to);
  // If both sides are partial, they are compared as if they were complete.
  const isWhole = from.isPartial === to.isPartial;
  const diffs = pairs.map((pair) => diffGroup(pair, isWhole));
  const groups = diffs
    .filter(
      ({ added, removed, changed }) =>
        added.length + removed.length + changed.length > 0,
    )
    .map(({ ecosystem, environment, added, removed, changed }) => {
      return { ecosystem, environment, added, removed, changed };
    });
  const unlisted = diffs.reduce((sum, diff) => sum + diff.unlisted, 0);
  return {
    from: describe(from),
    to: describe(to),
    isDifferent: groups.length > 0,
    lines: compareLines(from, to),
    groups,
    sizeChange: change(from.size, to.size),
    fileSizeChange: change(from.fileSize ?? null, to.fileSize ?? null),
    largest: listLargest(groups),
    notes: [
      ...noteLonely(lonely),
      ...notePartial([from, to], isWhole, unlisted),
      ...(groups.length > 0 ? noteSizes([from, to]) : []),
    ],
  };
}

function describe({ name, source, size, fileSize = null }: Contents): SideInfo {
  return { name, source, size, fileSize };
}

function compareLines(from: Contents, to: Contents): LineDiff | null {
  const [before, after] = [from.line, to.line];
  if (before === undefined || after === undefined) return null;
  return before.name === after.name ? null : diffLines(before, after);
}

/** A group that the other side knows nothing about. */
interface Lonely {
  group: PackageGroup;
  other: Contents;
}

function pairGroups(
  from: Contents,
  to: Contents,
): { pairs: GroupPair[]; lonely: Lonely[] } {
  const pairs: GroupPair[] = [];
  const lonely: Lonely[] = [];
  const left = placeGroups(from, to);
  const right = placeGroups(to, from);
  for (const id of sortIds(new Set([...left.keys(), ...right.keys()]))) {
    const [a, b] = [left.get(id), right.get(id)];
    const group = a ?? b;
    if (group === undefined) continue;
    // A whole image that lacks a Python environment has none of its packages.
    const isA = a !== undefined || speaksOf(from, group);
    const isB = b !== undefined || speaksOf(to, group);
    if (!isA || !isB) {
      lonely.push({ group, other: isA ? to : from });
      continue;
    }
    const { ecosystem, environment } = group;
    pairs.push({
      ecosystem,
      environment,
      from: { ...from, packages: a?.packages ?? [] },
      to: { ...to, packages: b?.packages ?? [] },
    });
  }
  return { pairs, lonely };
}

/**
 * Groups by ecosystem and environment. A group without an environment gets one
 * that the other side has.
 */
function placeGroups(
  side: Contents,
  other: Contents,
): Map<string, PackageGroup> {
  const placed = side.groups.map((group) => {
    const environment = group.environment ?? environmentFor(group, other);
    return { ...group, environment };
  });
  return new Map(
    placed.map((group) => [
      `${group.ecosystem} ${group.environment ?? ''}`,
      group,
    ]),
  );
}

function environmentFor(
  { ecosystem }: PackageGroup,
  other: Contents,
): string | null {
  const { mainEnvironment } = findEcosystem(ecosystem) ?? {};
  if (mainEnvironment === undefined) return null;
  const names = other.groups
    .filter((group) => group.ecosystem === ecosystem)
    .flatMap((group) => group.environment ?? []);
  if (names.length === 1) return names[0] ?? null;
  return names.length === 0 ? null : mainEnvironment;
}

/** Whether a side without this group means that the image has no such packages. */
function speaksOf({ groups }: Contents, { ecosystem }: PackageGroup): boolean {
  const isRequired = findEcosystem(ecosystem)?.record.isRequired === true;
  return isRequired && isWholeImage(groups);
}

function sortIds(ids: ReadonlySet<string>): string[] {
  const names = ecosystemTable.map(({ name }) => name);
  const rank = (id: string) => {
    const at = names.indexOf(id.split(' ')[0] ?? '');
    return at < 0 ? names.length : at;
  };
  return [...ids].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function noteLonely(lonely: readonly Lonely[]): string[] {
  const byOther = new Map<string, string[]>();
  for (const { group, other } of lonely) {
    if (group.packages.length === 0) continue;
    const text = `${labelGroup(group)} (${group.packages.length})`;
    byOther.set(other.name, [...(byOther.get(other.name) ?? []), text]);
  }
  return [...byOther].map(
    ([name, places]) =>
      `not compared, since ${name} does not list it: ${places.join(', ')}`,
  );
}

function notePartial(
  sides: readonly Contents[],
  isWhole: boolean,
  unlisted: number,
): string[] {
  const rest = isWhole
    ? ''
    : `: ${unlisted} packages that it does not name are left out`;
  return sides
    .filter(({ isPartial }) => isPartial)
    .map(
      ({ name, source }) => `${name} is ${source}, not a complete list${rest}`,
    );
}

/** Only for two images: a list of pins never has sizes. */
function noteSizes(sides: readonly Contents[]): string[] {
  const silent = sides.filter(({ groups }) => !hasSizes(groups));
  if (!sides.every(({ groups }) => isWholeImage(groups)) || silent.length === 0)
    return [];
  const names = silent.map(({ name }) => name).join(' and ');
  const verb = silent.length === 1 ? 'has' : 'have';
  return [`sizes of packages are not compared, since ${names} ${verb} none`];
}
