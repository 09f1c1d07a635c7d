import type { KeyedImage } from '../../plan/key-images';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { RunTask } from './run-plan';

export interface TaskSelection {
  isWanted: (image: KeyedImage) => boolean;
  /** Publish what is wanted. */
  push: boolean;
  /** Bring images that only the registry has into the engine. */
  load: boolean;
  /** Someone else looks into these, and writes down what they contain. */
  isProbedLater?: (image: KeyedImage) => boolean;
}

/** What is wanted, and what must be built because something wanted needs it. */
export function selectTasks(
  prepared: Pick<PreparedPlan, 'images' | 'found'>,
  selection: TaskSelection,
): RunTask[] {
  const { images, found } = prepared;
  const { isWanted, push, load, isProbedLater } = selection;
  const isBuilt = ({ id }: KeyedImage) => !found.has(id);
  const isHeld = ({ id }: KeyedImage) =>
    found.get(id)?.place === 'engine' || load;
  const needed = listNeeded(images, { isWanted, isBuilt });
  return images
    .filter((image) => needed.has(image.id))
    .map((image) => ({
      image,
      action: isBuilt(image) ? 'build' : 'reuse',
      inventory: (isBuilt(image) || isHeld(image)) && !isProbedLater?.(image),
      publish: push && isWanted(image),
    }));
}

/** Ids. A parent is needed if a child is built and neither the engine nor the registry has the parent. */
function listNeeded(
  images: readonly KeyedImage[],
  {
    isWanted,
    isBuilt,
  }: Record<'isWanted' | 'isBuilt', (image: KeyedImage) => boolean>,
): ReadonlySet<string> {
  const needed = new Set<string>();
  const missing = new Set<string>();
  for (const image of [...images].reverse()) {
    const isMissing = missing.has(image.id) && isBuilt(image);
    if (!isWanted(image) && !isMissing) continue;
    needed.add(image.id);
    if (isBuilt(image)) for (const { id } of image.parents) missing.add(id);
  }
  return needed;
}
