import type { PackageGroup } from '../ecosystems/package';
import type { GroupDiff, SizeChange } from './inventory-diff';

const most = 10;

/** Changes of the same size are sorted by name, so that every machine prints the same. */
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

/** Whether any package has a size. */
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
