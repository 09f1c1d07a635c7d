import type { EngineImage } from '../../engine/engine';
import { BrickyardError, renderError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import { placeParents } from '../build/place-parents';
import { runImages } from '../make/run-images';
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
  let plan: PreparedPlan | undefined;
  const flavours = [...new Set(stage.parents.map(({ flavour }) => flavour))];
  const { outcomes, images } = await runImages(
    {
      workspace: request.workspace,
      flavours,
      runtimes: [stage.runtime.name],
      push: false,
      parallel: request.parallel,
      environment: request.environment,
      credentials: request.credentials,
      signal: request.signal,
    },
    services,
    reporter,
    (prepared) => (plan = prepared),
  );
  for (const { id } of images) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed')
      throw parentError(stage, id, outcome.error);
  }
  if (plan === undefined) throw new Error('a run has a plan');
  return plan;
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
