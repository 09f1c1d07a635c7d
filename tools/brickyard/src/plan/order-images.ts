import { BrickyardError } from '../errors';
import type { ResolvedImage } from './resolve-image';

/** Parents before children, otherwise as given. Throws PARENT_CYCLE. */
export function orderImages(images: readonly ResolvedImage[]): ResolvedImage[] {
  const byId = new Map(images.map((image) => [image.id, image]));
  const ordered = new Map<string, ResolvedImage>();
  const visit = (
    image: ResolvedImage,
    trail: readonly ResolvedImage[],
  ): void => {
    if (ordered.has(image.id)) return;
    if (trail.includes(image))
      throw cycleError([...trail.slice(trail.indexOf(image)), image]);
    for (const { id } of image.parents) {
      const parent = byId.get(id);
      if (parent !== undefined) visit(parent, [...trail, image]);
    }
    ordered.set(image.id, image);
  };
  for (const image of images) visit(image, []);
  return [...ordered.values()];
}

/** The images asked for and everything they are built on. */
export function withParents(
  images: readonly ResolvedImage[],
  wanted: ReadonlySet<string>,
): ResolvedImage[] {
  const needed = new Set<string>();
  // Children first, so that each image has been asked for before it is met.
  for (const image of [...orderImages(images)].reverse()) {
    if (!wanted.has(image.id) && !needed.has(image.id)) continue;
    needed.add(image.id);
    for (const { id } of image.parents) needed.add(id);
  }
  return images.filter(({ id }) => needed.has(id));
}

function cycleError(cycle: readonly ResolvedImage[]): BrickyardError {
  const names = cycle.map(({ flavour }) => flavour.name).join(' → ');
  const places = cycle.slice(0, -1).map((image, i) => {
    const line = image.parents.find(({ id }) => id === cycle[i + 1]?.id)?.line;
    return `${image.flavour.path}/Dockerfile:${line}`;
  });
  return new BrickyardError(
    'PARENT_CYCLE',
    `flavours are built on each other: ${names} (${places.join(', ')})`,
    {
      hint: 'let one of these FROM lines name an image from outside the circle',
    },
  );
}
