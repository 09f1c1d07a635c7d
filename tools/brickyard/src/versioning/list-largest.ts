import type { PackageGroup } from './contents';
import type { GroupDiff, SizeChange } from './inventory-diff';

const most = 10;

/** Equal changes by name, so that every machine prints the same. */
export function listLargest(groups: readonly GroupDiff[]): SizeChange[] {
  return groups
    .flatMap(listSizes)
    .sort(
      (a, b) =>
        Math.abs(b.sizeChange) - Math.abs(a.sizeChange) ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, most);
}

/** Whether a list tells of any package how large it is. */
export function hasSizes(groups: readonly PackageGroup[]): boolean {
  return groups.some(({ packages }) =>
    packages.some(({ size }) => size !== undefined),
  );
}

function listSizes(group: GroupDiff): SizeChange[] {
  const { ecosystem, environment } = group;
  return (['added', 'removed', 'changed'] as const).flatMap((change) =>
    group[change].flatMap(({ name, sizeChange }) =>
      sizeChange === null || sizeChange === 0
        ? []
        : [{ ecosystem, environment, name, change, sizeChange }],
    ),
  );
}
