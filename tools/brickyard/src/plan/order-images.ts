import { checkCycles, type ParentEdge } from './find-cycle';
import type { ResolvedImage } from './resolve-image';

/** Parents before children, otherwise as given. Throws PARENT_CYCLE. */
export function orderImages(images: readonly ResolvedImage[]): ResolvedImage[] {
  checkCycles(images.flatMap(listParentEdges));
  const byId = new Map(images.map((image) => [image.id, image]));
  const ordered = new Set<ResolvedImage>();
  const visit = (image: ResolvedImage): void => {
    if (ordered.has(image)) return;
    for (const { id } of image.parents) {
      const parent = byId.get(id);
      if (parent !== undefined) visit(parent);
    }
    ordered.add(image);
  };
  images.forEach(visit);
  return [...ordered];
}

/** A line of a Dockerfile for each image of this workspace that it names. */
export function listParentEdges({
  flavour,
  parents,
}: ResolvedImage): ParentEdge[] {
  return parents.map(({ flavour: parent, line }) => {
    return {
      child: flavour.name,
      parent,
      place: `${flavour.path}/Dockerfile:${line}`,
    };
  });
}

/** The images asked for and everything they are built on. */
export function withParents<Image extends ResolvedImage>(
  images: readonly Image[],
  wanted: ReadonlySet<string>,
): Image[] {
  const needed = new Set<string>();
  // Children first, so that each image is requested before the loop meets it.
  for (const image of [...orderImages(images)].reverse()) {
    if (!wanted.has(image.id) && !needed.has(image.id)) continue;
    needed.add(image.id);
    for (const { id } of image.parents) needed.add(id);
  }
  return images.filter(({ id }) => needed.has(id));
}
