import { renderError } from '../../errors';
import { diffInventories } from '../../versioning/diff-inventories';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import { diffLayers } from './diff-layers';
import type { ImageDiff, LayerDiff } from './layer-diff';
import { namePackages } from './name-packages';
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
): Promise<ImageDiff> {
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
  return compareSides(before, after, request);
}

/** Where an image is not built, the lists of both say what would be in them. */
async function compareSides(
  before: OpenSide,
  after: OpenSide,
  request: SideContext,
): Promise<ImageDiff> {
  const sides = [before, after];
  const unbuilt = sides.filter(({ lists }) => lists?.isBuilt === false);
  const [from, to] = sides.map(({ lists }) => lists);
  if (unbuilt.length === 0 || from === undefined || to === undefined)
    return compareContents(before, after, request);
  const { notes, ...lists } = readListSides(from.side, to.side);
  const ids = unbuilt.map(({ id }) => id).join(' and ');
  const note = `no image of ${ids} is found as the files stand now, so locks and lists of packages are compared: they do not name what base images and Dockerfiles bring`;
  const diff = diffInventories(lists.from, lists.to);
  return { ...diff, layers: null, notes: [note, ...notes] };
}

async function compareContents(
  before: OpenSide,
  after: OpenSide,
  { workspace }: SideContext,
): Promise<ImageDiff> {
  const contents = [await before.read(), await after.read()] as const;
  const diff = diffInventories(...contents);
  const layers = await compareLayers(before, after);
  const [{ groups: of }, { groups: than }] = contents;
  const pins = listPinned(workspace);
  const facts = { groups: diff.groups, from: of, to: than, pins };
  return { ...diff, layers: layers && namePackages(layers, facts) };
}

/** By any line: which one an image is for is not known of every side. */
function listPinned({ runtimes }: SideContext['workspace']): Set<string> {
  return new Set(runtimes.flatMap(({ notebook }) => Object.keys(notebook)));
}

async function compareLayers(
  from: OpenSide,
  to: OpenSide,
): Promise<LayerDiff | null> {
  // What a list can be compared with has no layers worth reading.
  if (!from.readLayers || !to.readLayers) return null;
  const [before, after] = [await from.readLayers(), await to.readLayers()];
  return before && after ? diffLayers(before, after) : null;
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
