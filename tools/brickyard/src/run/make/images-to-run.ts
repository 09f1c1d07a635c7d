import type { KeyedImage } from '../../plan/key-images';
import type { PreparedPlan } from '../plan/prepare-plan';

/** Those asked for, and those that must be built because one of them needs it. */
export function imagesToRun(
  prepared: PreparedPlan,
  flavours: readonly string[],
): KeyedImage[] {
  const needed = new Set<string>();
  for (const image of [...prepared.images].reverse()) {
    const isWanted = flavours.includes(image.flavour.name);
    if (!isWanted && !(needed.has(image.id) && isBuild(prepared, image)))
      continue;
    needed.add(image.id);
    if (isBuild(prepared, image))
      for (const { id } of image.parents) needed.add(id);
  }
  return prepared.images.filter((image) => {
    return (
      flavours.includes(image.flavour.name) ||
      (needed.has(image.id) && isBuild(prepared, image))
    );
  });
}

export function isBuild({ found }: PreparedPlan, { id }: KeyedImage): boolean {
  return !found.has(id);
}
