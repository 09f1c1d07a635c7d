import { type BrickyardError, isBrickyardError } from '../errors';
import type { Workspace } from '../workspace/workspace';
import { listCycles } from './find-cycle';
import { type ImageTarget, listTargets } from './image-target';
import { listParentEdges } from './order-images';
import { type ResolvedImage, resolveImage } from './resolve-image';

/** Every image of a workspace that may be broken in parts. */
export interface Resolution {
  /** Of flavours that can be read and whose lines are known. */
  targets: readonly ImageTarget[];
  /** Those whose Dockerfile resolves. */
  images: readonly ResolvedImage[];
  /** Why a whole flavour has no images, by its name. */
  broken: ReadonlyMap<string, BrickyardError>;
  /** Why one image cannot be made, by its id, as far as its own files say. */
  faults: ReadonlyMap<string, BrickyardError>;
}

/** Throws only for what is wrong with the profile. */
export function resolveWorkspace(workspace: Workspace): Resolution {
  const { flavours, options } = workspace;
  const broken = new Map(
    workspace.broken.map(({ name, error }) => [name, error]),
  );
  const targets = flavours.flatMap((flavour) => {
    const single = { ...workspace, flavours: [flavour] };
    const listed = attempt(() => listTargets(single));
    if ('value' in listed) return listed.value;
    broken.set(flavour.name, listed.error);
    return [];
  });
  const faults = new Map<string, BrickyardError>();
  const known = new Map(targets.map((target) => [target.id, target]));
  const images = targets.flatMap((target) => {
    const resolved = attempt(() =>
      resolveImage(target, { known, broken }, options),
    );
    if ('value' in resolved) return [resolved.value];
    faults.set(target.id, resolved.error);
    return [];
  });
  const cycles = listCycles(images.flatMap(listParentEdges));
  for (const { id, flavour } of images) {
    const error = cycles.get(flavour.name);
    if (error !== undefined) faults.set(id, error);
  }
  return { targets, images, broken, faults };
}

function attempt<T>(work: () => T): { value: T } | { error: BrickyardError } {
  try {
    return { value: work() };
  } catch (error) {
    if (isBrickyardError(error)) return { error };
    throw error;
  }
}
