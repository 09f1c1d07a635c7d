import { BrickyardError } from '../../errors';
import { hintNames } from '../../hint-names';
import { type ImageTarget, listTargets } from '../../plan/image-target';
import { orderImages, withParents } from '../../plan/order-images';
import { type ResolvedImage, resolveImages } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { checkClusters } from './check-clusters';

/**
 * Images of these flavours for these runtime lines and what they are built on,
 * parents first; all when none is named. A line that a profile replaces stands
 * for its replacement. Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN, FLAVOUR_INVALID
 * for a cluster that would not start, and whatever reading a Dockerfile may throw.
 */
export function selectImages(
  workspace: Workspace,
  flavours?: readonly string[],
  runtimes?: readonly string[],
): ResolvedImage[] {
  const all = resolveImages(listTargets(workspace), workspace.options);
  const named = ofFlavours(all, flavours, workspace);
  const wanted = ofRuntimes(named, runtimes);
  checkClusters(wanted, workspace);
  if (flavours === undefined && runtimes === undefined) return orderImages(all);
  return orderImages(withParents(all, new Set(wanted.map(({ id }) => id))));
}

function ofFlavours<T extends ImageTarget>(
  images: readonly T[],
  flavours: readonly string[] | undefined,
  workspace: Workspace,
): readonly T[] {
  if (flavours === undefined) return images;
  const names = new Set(workspace.flavours.map(({ name }) => name));
  const unknown = flavours.filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new BrickyardError(
      'FLAVOUR_UNKNOWN',
      `no such flavour: ${unknown.join(', ')}`,
      { hint: hintNames('flavours', [...names], unknown) },
    );
  }
  return images.filter(({ flavour }) => flavours.includes(flavour.name));
}

/** A line that only some of the flavours have selects these. */
function ofRuntimes<T extends ImageTarget>(
  images: readonly T[],
  runtimes: readonly string[] | undefined,
): readonly T[] {
  if (runtimes === undefined) return images;
  const known = new Set(images.flatMap(namesOf));
  const unknown = runtimes.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const flavours = new Set(images.map(({ flavour }) => flavour.name));
    throw new BrickyardError(
      'RUNTIME_UNKNOWN',
      `--runtime: no image of ${[...flavours].join(', ')} is for ${unknown.map((name) => `'${name}'`).join(', ')}`,
      { hint: `runtimes: ${[...known].sort().join(', ')}` },
    );
  }
  return images.filter((image) =>
    namesOf(image).some((name) => runtimes.includes(name)),
  );
}

function namesOf({ runtime, lines }: ImageTarget): string[] {
  return [...new Set([runtime.name, ...lines])];
}
