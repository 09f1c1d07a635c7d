import { type BrickyardError, isBrickyardError } from '../../errors';
import { hasLockStage, lockStage } from '../../lock/kind/lock-owner';
import type { ImageFault } from '../../plan/fault';
import { listCycles } from '../../plan/find-cycle';
import { listParentEdges, orderImages } from '../../plan/order-images';
import { type ResolvedImage, resolveImage } from '../../plan/resolve-image';
import {
  type Resolution,
  resolveWorkspace,
} from '../../plan/resolve-workspace';
import { spreadFaults } from '../../plan/spread-faults';
import type { Workspace } from '../../workspace/workspace';
import { findLockStage } from './find-lock-stage';

export interface LockStages {
  /** Flavours below first, those that only a stage `lock` is built on among them. */
  all: ResolvedImage[];
  /** By image id: what its locks are made in. Its flavour is the one whose Dockerfile has the stage. */
  stages: ReadonlyMap<string, ResolvedImage>;
  /** Why others are not among them. */
  faults: ImageFault[];
}

/** Every image of a workspace, and what a lock of it is made in. */
export function resolveStages(workspace: Workspace): LockStages {
  const resolution = resolveWorkspace(workspace);
  const faults = new Map(resolution.faults);
  const own = readStages(resolution, workspace, faults);
  // What only the stage `lock` is built on comes before it, too.
  const merged = resolution.images.map((image) => ({
    ...image,
    parents: [...image.parents, ...(own.get(image.id)?.parents ?? [])],
  }));
  const cycles = listCycles(merged.flatMap(listParentEdges));
  for (const { id, flavour } of merged) {
    const error = cycles.get(flavour.name);
    if (error !== undefined) faults.set(id, error);
  }
  const { broken, targets } = resolution;
  const spread = spreadFaults(merged, { broken, faults });
  const all = orderImages(merged.filter(({ id }) => !spread.has(id)));
  const stages = new Map(
    all.flatMap((image) => {
      const stage = findLockStage(image, { images: all, own });
      return stage === undefined ? [] : [[image.id, stage] as const];
    }),
  );
  return { all, stages, faults: listFaults({ targets, broken }, spread) };
}

/** Of the flavours whose own Dockerfile has the stage. */
function readStages(
  { images, targets, broken }: Resolution,
  { options }: Workspace,
  faults: Map<string, BrickyardError>,
): Map<string, ResolvedImage> {
  const known = new Map(targets.map((target) => [target.id, target]));
  const stages = new Map<string, ResolvedImage>();
  for (const image of images.filter(({ flavour }) => hasLockStage(flavour))) {
    const { flavour, id } = image;
    const definition = { ...flavour.definition, target: lockStage };
    const stage = { ...image, flavour: { ...flavour, definition } };
    try {
      stages.set(id, resolveImage(stage, { known, broken }, options));
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      faults.set(id, error);
    }
  }
  return stages;
}

function listFaults(
  { targets, broken }: Pick<Resolution, 'targets' | 'broken'>,
  faults: ReadonlyMap<string, BrickyardError>,
): ImageFault[] {
  const whole = [...broken].map(([flavour, error]) => ({ flavour, error }));
  const single = targets.flatMap(({ id, flavour }) => {
    const error = faults.get(id);
    return error === undefined ? [] : [{ flavour: flavour.name, id, error }];
  });
  return [...whole, ...single];
}
