import type { BuildPlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import { makePlan } from '../../plan/make-plan';
import type { Published } from '../names/fetch-published';
import type { Services } from '../shell/services';
import { readPreviousParts } from './explain-images';
import { findImages, type Found } from './find-images';
import { type KeyedPlan, keyPlan, type KeyPlanRequest } from './key-plan';
import { warnOfNeeds } from './warn-of-needs';

export interface PlanRequest extends KeyPlanRequest {
  /** A push will follow, so a registry that cannot be asked is an error. */
  push?: boolean;
}

/** With where images are; one that is nowhere, or was not looked for, is missing. */
export interface LocatedPlan extends KeyedPlan {
  found: ReadonlyMap<string, Found>;
}

/** A plan with what applying it needs. */
export interface PreparedPlan extends LocatedPlan {
  plan: BuildPlan;
  /** By image id: what was published last, null for nothing, where that was asked. */
  published: ReadonlyMap<string, Published | null>;
  /** Ids of images of which the registry could not be asked. */
  unasked: ReadonlySet<string>;
}

/**
 * Read, key, look up, decide. Builds and writes nothing. Throws what is wrong
 * with images only when none is left to plan.
 */
export async function preparePlan(
  request: PlanRequest,
  services: Services,
): Promise<PreparedPlan> {
  const keyed = await keyPlan(request, services);
  const { images, engineImages } = keyed;
  const { push = false, flavours, workspace } = request;
  const { options } = workspace;
  const isPushed = ({ flavour }: KeyedImage) =>
    push && (flavours?.includes(flavour.name) ?? true);
  const { found, unasked } = await findImages(
    { images, engineImages, options, needsRegistry: push, isPushed },
    services,
  );
  const missing = images.filter(({ id }) => !found.has(id));
  const { published, ...explained } = await readPreviousParts(
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
    images: makePlan(images, { found: places, ...explained }),
    requests: { head, get },
  };
  return { ...keyed, plan, found, published, unasked: explained.unasked };
}
