import type { Inventory } from '../inventory/inventory';

/** The one distribution with musl that Databricks' documentation ever named. */
export function isAlpine(inventory: Inventory | undefined): boolean {
  return inventory?.os?.id === 'alpine';
}
