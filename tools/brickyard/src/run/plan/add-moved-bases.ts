import type { BuildPlan } from '../../plan/build-plan';
import type { Registry } from '../../registry/registry';
import type { Workspace } from '../../workspace/workspace';
import { findMovedBases } from '../bases/find-moved-bases';
import type { PreparedPlan } from './prepare-plan';

/** The plan with the locked bases that moved. `registry` has asked nothing yet: what it asks is added. */
export async function addMovedBases(
  { plan, images }: Pick<PreparedPlan, 'plan' | 'images'>,
  workspace: Workspace,
  registry: Pick<Registry, 'headManifest' | 'counts'>,
): Promise<BuildPlan> {
  const movedBases = await findMovedBases(images, workspace, registry);
  const { head, get } = registry.counts;
  const requests = {
    head: plan.requests.head + head,
    get: plan.requests.get + get,
  };
  return { ...plan, requests, movedBases };
}
