import type { EngineImage } from '../../engine/engine';
import { BrickyardError, renderError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import { placeParents } from '../build/place-parents';
import { applyRun } from '../make/apply-run';
import { planRun } from '../make/plan-run';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import type { LockRequest } from './lock-request';

/** Images that a stage `lock` names, and what to call them in a build. */
export interface ParentImages {
  /** By image id. */
  parentReferences: ReadonlyMap<string, string>;
  bases: Bases;
}

/** Builds those of this workspace that are missing, and pins the others. */
export async function placeLockParents(
  stage: ResolvedImage,
  request: LockRequest,
  services: Services,
  reporter: Reporter,
): Promise<ParentImages> {
  const { workspace } = request;
  const engineImages: EngineImage[] = await services.engine.listImages();
  const bases = await resolveBases(
    { images: [stage], workspace, engineImages },
    services,
  );
  if (stage.parents.length === 0) return { parentReferences: new Map(), bases };
  const prepared = await buildParents(stage, request, services, reporter);
  const image = { ...stage, context: [], parts: [], key: '' };
  const parentReferences = placeParents(image, prepared, workspace.options);
  return { parentReferences, bases };
}

async function buildParents(
  stage: ResolvedImage,
  request: LockRequest,
  services: Services,
  reporter: Reporter,
): Promise<PreparedPlan> {
  const flavours = [...new Set(stage.parents.map(({ flavour }) => flavour))];
  const { workspace, parallel, environment, credentials, signal } = request;
  const plan = await planRun(
    {
      ...{ workspace, parallel, environment, credentials, signal },
      flavours,
      runtimes: [stage.runtime.name],
      push: false,
    },
    services,
  );
  const [fault] = plan.prepared.faults.asked;
  if (fault !== undefined)
    throw parentError(stage, fault.id ?? fault.flavour, fault.error);
  const { outcomes, images } = await applyRun(plan, services, reporter);
  for (const { id } of images) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed')
      throw parentError(stage, id, outcome.error);
  }
  return plan.prepared;
}

function parentError(
  { flavour }: ResolvedImage,
  id: string,
  cause: unknown,
): BrickyardError {
  return new BrickyardError(
    'PARENT_FAILED',
    `${flavour.name} is locked in ${id}, which could not be built: ${renderError(cause)}`,
    { cause },
  );
}
