import { type BrickyardError, renderError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import { refuseStaleLocks } from '../locks/check-locks';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import {
  findMissingRepositories,
  missingRepositoriesError,
} from '../publish/find-missing-repositories';
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
  const isAsked = ({ flavour }: KeyedImage) =>
    request.flavours.includes(flavour.name);
  const unpublishable = await findUnpublishable(
    request,
    { ...prepared, images: prepared.images.filter(isAsked) },
    services,
  );
  const plan = makeRunPlan(request, prepared, {
    isWanted: (image) => isAsked(image) && !unpublishable.has(image.id),
    push: request.push,
    load: request.load ?? false,
  });
  return { ...plan, unpublishable };
}

/** What is in the registry has a repository. */
async function findUnpublishable(
  { push, workspace }: RunRequest,
  { images, found }: Pick<PreparedPlan, 'images' | 'found'>,
  { registry }: Services,
): Promise<ReadonlyMap<string, BrickyardError>> {
  if (!push) return new Map();
  const isPublished = ({ id }: KeyedImage) =>
    found.get(id)?.digest !== undefined;
  const unpublished = images.filter((image) => !isPublished(image));
  return findMissingRepositories(unpublished, workspace.options, registry);
}

/** What a push would refuse, before it begins. */
export function warnOfMissingRepositories(
  { unpublishable }: RunPlan,
  warn: (message: string) => void,
): void {
  if (unpublishable.size > 0)
    warn(renderError(missingRepositoriesError(unpublishable)));
}

/** The run for images of a plan that has been made already. */
export function makeRunPlan(
  request: RunRequest,
  prepared: PreparedPlan,
  selection: TaskSelection,
): RunPlan {
  const tasks = selectTasks(prepared, selection);
  const images = tasks.map(({ image }) => image);
  const { listLocks } = prepared;
  const refusals = refuseStaleLocks({ images, listLocks });
  return { request, prepared, tasks, refusals, unpublishable: new Map() };
}
