import type { EngineImage } from '../../engine/engine';
import { isReportable, renderError } from '../../errors';
import type { BuildPlan } from '../../plan/build-plan';
import { type Faults, faultsError } from '../../plan/fault';
import { type KeyedImage, keyImages } from '../../plan/key-images';
import { makePlan } from '../../plan/make-plan';
import type { Workspace } from '../../workspace/workspace';
import { listDigests } from '../bases/list-digests';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import { findLockFaults } from '../locks/check-locks';
import { type ListLocks, openLocks } from '../locks/list-locks';
import type { Services } from '../shell/services';
import { dropFaulty } from './drop-faulty';
import { readPreviousParts } from './explain-images';
import { findImages, type Found } from './find-images';
import { type Contexts, readContexts } from './read-contexts';
import { type Selection, selectSound } from './select-images';
import { warnOfNeeds } from './warn-of-needs';

export interface PlanRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  /** Only images for these runtime lines; all when left out. */
  runtimes?: readonly string[];
  /** A push will follow, so a registry that cannot be asked is an error. */
  push?: boolean;
  /** Of a commit: none of it will be built, so locks do not matter, and there may be nothing. */
  isPast?: boolean;
}

/** A plan with what applying it needs. */
export interface PreparedPlan {
  plan: BuildPlan;
  /** Parents first. */
  images: readonly KeyedImage[];
  found: ReadonlyMap<string, Found>;
  bases: Bases;
  engineImages: readonly EngineImage[];
  /** As they were when the plan was made. */
  listLocks: ListLocks;
  /** What is not in the plan. */
  faults: Faults;
}

/**
 * Read, key, look up, decide. Builds and writes nothing. Throws what is wrong
 * with images only when none is left to plan.
 */
export async function preparePlan(
  request: PlanRequest,
  services: Services,
): Promise<PreparedPlan> {
  const { workspace } = request;
  const { options } = workspace;
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
  const keyed = keyImages(images, {
    contexts,
    digests: listDigests(bases),
  });
  const { found, unasked } = await findImages(
    { images: keyed, engineImages, options, needsRegistry: request.push },
    services,
  );
  const missing = keyed.filter(({ id }) => !found.has(id));
  const explained = await readPreviousParts(
    { images: missing, engineImages, options, unasked },
    services,
  );
  const places = new Map([...found].map(([id, { place }]) => [id, place]));
  await warnOfNeeds(
    missing.map(({ flavour }) => flavour),
    services,
  );
  const { head, get } = services.registry.counts;
  const plan = {
    images: makePlan(keyed, { found: places, ...explained }),
    requests: { head, get },
  };
  return {
    ...{ plan, images: keyed, found, bases, engineImages },
    ...{ listLocks, faults },
  };
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
}: PlanRequest): Promise<ReadImages> {
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
