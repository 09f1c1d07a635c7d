import { renderError } from '../../errors';
import { diffInventories } from '../../versioning/diff-inventories';
import type { InventoryDiff } from '../../versioning/inventory-diff';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { findSide, openSide } from './open-side';
import { readListSides } from './read-list-sides';
import type { OpenSide, SideContext } from './side-request';

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
  // A word that stands for nothing is refused before anything is looked into.
  const words = [from, to].map((text) => findSide(text, request));
  const flavours = words.flatMap((side) =>
    side.kind === 'flavour' ? [side.flavour] : [],
  );
  let prepared: Promise<PreparedPlan> | undefined;
  const plan = () => (prepared ??= planSides(flavours, request, services));
  const sides = { ...request, plan };
  const before = await openSide(from, sides, services);
  const after = await openSide(to, sides, services);
  if (from !== to && before.id !== undefined && before.id === after.id)
    services.warn(
      `${from} and ${to} are the same image here: the profile builds ${before.id} for both`,
    );
  return compareSides(before, after);
}

/** Where an image is not built, the lists of both say what would be in them. */
async function compareSides(
  before: OpenSide,
  after: OpenSide,
): Promise<InventoryDiff> {
  const sides = [before, after];
  const unbuilt = sides.filter(({ lists }) => lists?.isBuilt === false);
  const [from, to] = sides.map(({ lists }) => lists);
  if (unbuilt.length === 0 || from === undefined || to === undefined)
    return diffInventories(await before.read(), await after.read());
  const { notes, ...lists } = readListSides(from.side, to.side);
  const ids = unbuilt.map(({ id }) => id).join(' and ');
  const are = unbuilt.length === 1 ? 'is' : 'are';
  const note = `${ids} ${are} not built as the files stand now, so locks and lists of packages are compared: they do not name what base images and Dockerfiles bring`;
  const diff = diffInventories(lists.from, lists.to);
  return { ...diff, notes: [note, ...notes] };
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
