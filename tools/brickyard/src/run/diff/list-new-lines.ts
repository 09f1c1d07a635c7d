import { isBrickyardError } from '../../errors';
import type { ImagePlan } from '../../plan/build-plan';
import { imageId } from '../../plan/image-target';
import { diffInventories } from '../../versioning/diff-inventories';
import { diffLines, type LineDiff } from '../../versioning/diff-lines';
import type { GroupDiff } from '../../versioning/inventory-diff';
import type { Workspace } from '../../workspace/workspace';
import type { PreparedPlan } from '../plan/prepare-plan';
import { type ListSide, readListSides } from './read-list-sides';

/** An image for a line that its flavour was never built for, beside one that was. */
export interface NewLine {
  flavour: string;
  lines: LineDiff;
  /** What locks and lists of both name; empty for a library, and where a list cannot be read. */
  groups: GroupDiff[];
}

/** Of what is to be built: the first image for a line, compared by locks and lists. */
export function listNewLines(
  { plan, images, listLocks }: Listed,
  { options }: Pick<Workspace, 'options'>,
): NewLine[] {
  const byId = new Map(images.map((image) => [image.id, image]));
  const find = ({ flavour, runtime }: ImagePlan) =>
    byId.get(imageId(flavour, runtime));
  const built = new Map<string, ImagePlan>();
  for (const image of plan.images.filter(wasBuilt))
    if (!built.has(image.flavour)) built.set(image.flavour, image);
  return plan.images.filter(isNew).flatMap((image) => {
    const known = built.get(image.flavour);
    const [before, now] = [known && find(known), find(image)];
    if (before === undefined || now === undefined) return [];
    const lines = diffLines(before.runtime, now.runtime);
    const groups = compareLists(
      { image: before, images, listLocks, options },
      { image: now, images, listLocks, options },
    );
    return [{ flavour: image.flavour, lines, groups }];
  });
}

type Listed = Pick<PreparedPlan, 'plan' | 'images' | 'listLocks'>;

function compareLists(before: ListSide, now: ListSide): GroupDiff[] {
  if (now.image.use.fromScratch) return [];
  try {
    const { from, to } = readListSides(before, now);
    return diffInventories(from, to).groups;
  } catch (error) {
    // Lint and lock tell what is wrong with a list.
    if (isBrickyardError(error)) return [];
    throw error;
  }
}

function isNew({ reasons }: ImagePlan): boolean {
  return reasons.some(isNeverBuilt);
}

function wasBuilt({ foundIn, reasons }: ImagePlan): boolean {
  const isUnknown = reasons.some(({ change }) => change === 'unknown');
  return foundIn !== null || !(isUnknown || reasons.some(isNeverBuilt));
}

function isNeverBuilt({ part, change }: ImagePlan['reasons'][number]): boolean {
  return part === 'image' && change === 'added';
}
