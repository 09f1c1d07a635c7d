import { renderError } from '../../errors';
import { diffInventories } from '../../versioning/diff-inventories';
import type { InventoryDiff } from '../../versioning/inventory-diff';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { findSide, readSide } from './read-side';
import type { SideContext } from './side-request';

/** Throws what reading a side throws; `from` is read first. */
export async function diffSides(
  from: string,
  to: string,
  request: SideContext,
  services: Services,
): Promise<InventoryDiff> {
  // A word that stands for nothing is refused before anything is looked into.
  const words = [from, to].map((text) => findSide(text, request));
  const flavours = words.flatMap((side) =>
    side.kind === 'flavour' ? [side.flavour] : [],
  );
  let prepared: Promise<PreparedPlan> | undefined;
  const plan = () => (prepared ??= planSides(flavours, request, services));
  const sides = { ...request, plan };
  const before = await readSide(from, sides, services);
  const after = await readSide(to, sides, services);
  return diffInventories(before, after);
}

/** What is wrong with others is no matter of this comparison. */
async function planSides(
  flavours: readonly string[],
  { workspace }: SideContext,
  services: Services,
): Promise<PreparedPlan> {
  const prepared = await preparePlan({ workspace, flavours }, services);
  for (const { error } of prepared.faults.others)
    services.warn(renderError(error));
  return prepared;
}
