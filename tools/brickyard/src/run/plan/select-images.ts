import { BrickyardError } from '../../errors';
import {
  type Faults,
  faultsError,
  foldFaults,
  type ImageFault,
} from '../../plan/fault';
import type { ImageTarget } from '../../plan/image-target';
import { orderImages, withParents } from '../../plan/order-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import {
  type Resolution,
  resolveWorkspace,
} from '../../plan/resolve-workspace';
import { spreadFaults } from '../../plan/spread-faults';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import type { Workspace } from '../../workspace/workspace';
import { findClusterFaults } from './check-clusters';

/** What was asked for, as far as it can be made. */
export interface Selection {
  /** With all that they are built on, parents first. */
  images: ResolvedImage[];
  faults: Faults;
}

/**
 * Images of these flavours for these runtime lines and what they are built on;
 * all when none is named. A line that a profile replaces stands for its
 * replacement. What is wrong with a flavour is a fault of its images and of those
 * built on them. Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN.
 */
export function selectSound(
  workspace: Workspace,
  flavours?: readonly string[],
  runtimes?: readonly string[],
): Selection {
  const resolution = resolveWorkspace(workspace);
  checkFlavourNames(flavours ?? [], listFlavourNames(workspace));
  const named = resolution.targets.filter(
    ({ flavour }) => flavours?.includes(flavour.name) ?? true,
  );
  // A flavour that cannot be read may be for any line.
  const isAnyLine = [...resolution.broken.keys()].some(
    (name) => flavours?.includes(name) ?? true,
  );
  const targets = ofRuntimes(named, runtimes, isAnyLine);
  const wanted = new Set(targets.map(({ id }) => id));
  const faults = findFaults(resolution, wanted, workspace);
  const sound = resolution.images.filter(({ id }) => !faults.has(id));
  const images = orderImages(withParents(sound, wanted));
  const sorted = sortFaults({ ...resolution, faults }, { flavours, wanted });
  return {
    images,
    faults: { ...sorted, asked: foldFaults(sorted.asked, images) },
  };
}

/** The same where all that was asked for is needed. Throws what is wrong with it. */
export function selectImages(
  workspace: Workspace,
  flavours?: readonly string[],
  runtimes?: readonly string[],
): ResolvedImage[] {
  const { images, faults } = selectSound(workspace, flavours, runtimes);
  const error = faultsError(faults.asked);
  if (error !== undefined) throw error;
  return images;
}

function findFaults(
  { images, broken, faults }: Resolution,
  wanted: ReadonlySet<string>,
  workspace: Workspace,
): Map<string, BrickyardError> {
  const asked = images.filter(({ id }) => wanted.has(id));
  const clusters = findClusterFaults(asked, workspace);
  return spreadFaults(images, {
    broken,
    faults: new Map([...clusters, ...faults]),
  });
}

interface Asked {
  flavours: readonly string[] | undefined;
  /** Ids. */
  wanted: ReadonlySet<string>;
}

/** A fault further down is told by the image that is built on it. */
function sortFaults(
  { targets, broken, faults }: Omit<Resolution, 'images'>,
  { flavours, wanted }: Asked,
): Faults {
  const asked: ImageFault[] = [];
  const others: ImageFault[] = [];
  for (const [flavour, error] of broken) {
    const isAsked = flavours?.includes(flavour) ?? true;
    (isAsked ? asked : others).push({ flavour, error });
  }
  for (const { id, flavour } of targets) {
    const error = faults.get(id);
    if (error === undefined) continue;
    const fault = { flavour: flavour.name, id, error };
    if (wanted.has(id)) asked.push(fault);
    else if (error.code !== 'PARENT_FAILED') others.push(fault);
  }
  const told = new Set(asked.map(({ error }) => error.cause ?? error));
  return { asked, others: others.filter(({ error }) => !told.has(error)) };
}

/** A line that only some of the flavours have selects these. */
function ofRuntimes(
  targets: readonly ImageTarget[],
  runtimes: readonly string[] | undefined,
  isAnyLine: boolean,
): readonly ImageTarget[] {
  if (runtimes === undefined) return targets;
  const known = new Set(targets.flatMap(namesOf));
  const unknown = runtimes.filter((name) => !known.has(name));
  if (unknown.length > 0 && !isAnyLine) {
    const flavours = new Set(targets.map(({ flavour }) => flavour.name));
    throw new BrickyardError(
      'RUNTIME_UNKNOWN',
      `--runtime: no image of ${[...flavours].join(', ')} is for ${unknown.map((name) => `'${name}'`).join(', ')}`,
      { hint: `runtimes: ${[...known].sort().join(', ')}` },
    );
  }
  return targets.filter((target) =>
    namesOf(target).some((name) => runtimes.includes(name)),
  );
}

function namesOf({ runtime, lines }: ImageTarget): string[] {
  return [...new Set([runtime.name, ...lines])];
}
