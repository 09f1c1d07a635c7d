import type { EngineImage } from '../../engine/engine';
import { isReportable, renderError } from '../../errors';
import { type Faults, faultsError } from '../../plan/fault';
import { type KeyedImage, keyImages } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import { listDigests } from '../bases/list-digests';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import { findLockFaults } from '../locks/check-locks';
import { type ListLocks, openLocks } from '../locks/list-locks';
import type { Services } from '../shell/services';
import { dropFaulty } from './drop-faulty';
import { type Contexts, readContexts } from './read-contexts';
import { type Selection, selectSound } from './select-images';

export interface KeyPlanRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  /** Only images for these runtime lines; all when left out. */
  runtimes?: readonly string[];
  /** Of a commit: none of it will be built, so locks do not matter, and there may be nothing. */
  isPast?: boolean;
}

/** Images with their keys; nobody was asked whether they are there. */
export interface KeyedPlan {
  /** Parents first. */
  images: readonly KeyedImage[];
  bases: Bases;
  engineImages: readonly EngineImage[];
  /** As they were when the keys were made. */
  listLocks: ListLocks;
  /** What is not in the plan. */
  faults: Faults;
}

/**
 * Reads files and computes keys. Throws what is wrong with images only when none
 * is left.
 */
export async function keyPlan(
  request: KeyPlanRequest,
  services: Services,
): Promise<KeyedPlan> {
  const { workspace } = request;
  // The engine answers while files are read.
  const listing = listEngineImages(services);
  // If reading fails, this answer is not awaited. It must not end the process.
  listing.catch(() => undefined);
  const { images, contexts, listLocks, faults } = await readImages(request);
  const engineImages = await listing;
  const bases = await resolveBases(
    { images, workspace, engineImages },
    services,
  );
  const digests = listDigests(bases);
  const keyed = keyImages(images, { contexts, digests });
  return { images: keyed, bases, engineImages, listLocks, faults };
}

interface ReadImages extends Selection {
  contexts: Contexts;
  listLocks: ListLocks;
}

async function readImages({
  workspace,
  flavours,
  runtimes,
  isPast = false,
}: KeyPlanRequest): Promise<ReadImages> {
  const selection = selectSound(workspace, flavours, runtimes);
  const { images } = selection;
  const { contexts, faults } = await readContexts(images, workspace);
  const listLocks = openLocks({ images, workspace });
  const unlocked = isPast ? [] : findLockFaults({ images, listLocks });
  const sound = dropFaulty(
    selection,
    new Map([...unlocked, ...faults]),
    flavours,
  );
  const error = faultsError(sound.faults.asked);
  const isEmpty = sound.images.length === 0 && !isPast;
  if (error !== undefined && isEmpty) throw error;
  return { ...sound, contexts, listLocks };
}

async function listEngineImages({
  engine,
  warn,
}: Services): Promise<EngineImage[]> {
  try {
    return await engine.listImages();
  } catch (error) {
    if (!isReportable(error)) throw error;
    warn(`the engine counts as empty: ${renderError(error)}`);
    return [];
  }
}
