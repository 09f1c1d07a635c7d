import { diffInventories } from '../../versioning/diff-inventories';
import type { InventoryDiff } from '../../versioning/inventory-diff';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { readSide } from './read-side';
import type { SideContext } from './side-request';

/** Throws what reading a side throws; `from` is read first. */
export async function diffSides(
  from: string,
  to: string,
  request: SideContext,
  services: Services,
): Promise<InventoryDiff> {
  const { workspace } = request;
  let prepared: Promise<PreparedPlan> | undefined;
  const plan = () => (prepared ??= preparePlan({ workspace }, services));
  const sides = { ...request, plan };
  const before = await readSide(from, sides, services);
  const after = await readSide(to, sides, services);
  return diffInventories(before, after);
}
