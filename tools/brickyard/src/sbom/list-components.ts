import type { ListedComponent } from '../ecosystems/component';
import { valueOf } from '../ecosystems/ecosystem';
import { ecosystemTable } from '../ecosystems/ecosystem-table';
import type { Jar } from '../ecosystems/jar/probe-jars';
import type { Inventory } from '../inventory/inventory';

/** The parts of an inventory that an SBOM lists. */
export type SbomInventory = Pick<Inventory, 'os' | 'python' | 'r' | 'apt'> & {
  /** Older records do not have it. */
  java?: readonly { path: string; version: string }[];
  jars?: readonly Jar[];
  /** Bytes of all files. */
  size?: number;
};

/** Sorted by reference, so that the same inventory gives the same list. */
export function listComponents(inventory: SbomInventory): ListedComponent[] {
  const all = ecosystemTable.flatMap((ecosystem) => {
    const value = valueOf(inventory, ecosystem);
    return value === undefined
      ? []
      : ecosystem.bill.listComponents(value, inventory);
  });
  // References must be unique: a package that is listed twice in one place counts once.
  const unique = new Map(all.map((component) => [component.ref, component]));
  return [...unique.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
}
