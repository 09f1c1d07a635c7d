import { valueOf } from '../ecosystems/ecosystem';
import { ecosystemTable } from '../ecosystems/ecosystem-table';
import type { PackageGroup } from '../ecosystems/package';
import { system } from '../ecosystems/system/system';
import type { Inventory } from '../inventory/inventory';
import type { Contents } from './contents';

/** The parts of an inventory that a comparison reads. */
export type Installed = Pick<Inventory, 'os' | 'python' | 'r' | 'apt'> & {
  java?: readonly { path: string; version: string }[];
  jars?: readonly {
    name: string;
    group: string | null;
    version: string | null;
    size: number;
  }[];
  size?: number;
};

/** A side without its name and source. */
export function contentsOf(
  inventory: Installed,
): Pick<Contents, 'groups' | 'isPartial' | 'fileSize'> {
  const fileSize = inventory.size ?? null;
  return { groups: listGroups(inventory), isPartial: false, fileSize };
}

/**
 * An inventory as groups. A record that lacks an ecosystem's field was made
 * before Brickyard asked for it, so it gives no group, not even an empty one.
 */
export function listGroups(inventory: Installed): PackageGroup[] {
  const told = ecosystemTable.flatMap((ecosystem) => {
    const value = valueOf(inventory, ecosystem);
    return value === undefined ? [] : [{ ecosystem, value }];
  });
  const platforms = told.flatMap(
    ({ ecosystem, value }) => ecosystem.listPlatforms?.(value) ?? [],
  );
  return [
    { ecosystem: system.name, environment: null, packages: platforms },
    ...told.flatMap(({ ecosystem, value }) => ecosystem.listGroups(value)),
  ];
}
