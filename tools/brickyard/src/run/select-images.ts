import { BrickyardError } from '../errors';
import { listTargets } from '../plan/image-target';
import { orderImages, withParents } from '../plan/order-images';
import { type ResolvedImage, resolveImages } from '../plan/resolve-image';
import type { Workspace } from '../workspace/workspace';

/**
 * Images of these flavours and what they are built on, parents first; all when
 * none is named. Throws FLAVOUR_UNKNOWN, and whatever reading a Dockerfile may
 * throw.
 */
export function selectImages(
  workspace: Workspace,
  flavours?: readonly string[],
): ResolvedImage[] {
  const all = resolveImages(listTargets(workspace), workspace.options);
  if (flavours === undefined) return orderImages(all);
  const names = new Set(workspace.flavours.map(({ name }) => name));
  const unknown = flavours.filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new BrickyardError(
      'FLAVOUR_UNKNOWN',
      `no such flavour: ${unknown.join(', ')}`,
      {
        hint: `flavours: ${[...names].join(', ')}`,
      },
    );
  }
  const wanted = all.filter(({ flavour }) => flavours.includes(flavour.name));
  return orderImages(withParents(all, new Set(wanted.map(({ id }) => id))));
}
