import { diffInventories } from '../../versioning/diff-inventories';
import type { InventoryDiff } from '../../versioning/inventory-diff';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { openSide } from './open-side';
import type { SideContext } from './side-request';

/**
 * Finds both sides before it looks into one, which takes long. Rejects with what
 * opening or reading a side throws.
 */
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
  const before = await openSide(from, sides, services);
  const after = await openSide(to, sides, services);
  if (from !== to && before.id !== undefined && before.id === after.id)
    services.warn(
      `${from} and ${to} are the same image here: the profile builds ${before.id} for both`,
    );
  return diffInventories(await before.read(), await after.read());
}
