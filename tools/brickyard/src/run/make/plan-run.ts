import { refuseStaleLocks } from '../locks/check-locks';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Services } from '../shell/services';
import type { RunPlan } from './run-plan';
import type { RunRequest } from './run-request';
import { selectTasks, type TaskSelection } from './select-tasks';

/** Reads, keys, looks up and decides. Builds and writes nothing. */
export async function planRun(
  request: RunRequest,
  services: Services,
): Promise<RunPlan> {
  const prepared = await preparePlan(request, services);
  return makeRunPlan(request, prepared, {
    isWanted: ({ flavour }) => request.flavours.includes(flavour.name),
    push: request.push,
    load: request.load ?? false,
  });
}

/** The run for images of a plan that has been made already. */
export function makeRunPlan(
  request: RunRequest,
  prepared: PreparedPlan,
  selection: TaskSelection,
): RunPlan {
  const tasks = selectTasks(prepared, selection);
  const images = tasks.map(({ image }) => image);
  const { workspace } = request;
  const check = { images, all: prepared.images, workspace };
  return { request, prepared, tasks, refusals: refuseStaleLocks(check) };
}
