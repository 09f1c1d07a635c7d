import { BrickyardError } from '../../errors';
import { hintNames } from '../../hint-names';
import { listTargets } from '../../plan/image-target';
import { orderImages } from '../../plan/order-images';
import { type ResolvedImage, resolveImages } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import {
  findOutdatedLocks,
  type OutdatedLock,
} from '../locks/find-outdated-locks';
import { checkLockable, isLocked, listLines } from '../locks/list-locks';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { type LockedFile, lockLine } from './lock-line';
import { type ParentImages, placeLockParents } from './lock-parents';
import type { LockRequest, LockTask } from './lock-request';
import { resolveLockStage } from './lock-stage';

export interface LockResult {
  tasks: readonly LockTask[];
  outcomes: ReadonlyMap<string, Outcome<LockedFile[]>>;
  /** Locks that were not asked for and are stale by now: no build accepts them. */
  outdated: readonly OutdatedLock[];
}

/** What is to be locked, flavours below first. Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN, LOCK_FAILED. */
export function listLockTasks(
  request: Pick<LockRequest, 'workspace' | 'flavours' | 'runtimes'>,
): { tasks: LockTask[]; all: ResolvedImage[] } {
  const { workspace, flavours, runtimes } = request;
  const resolved = resolveImages(listTargets(workspace), workspace.options);
  checkNames(flavours, workspace);
  const stages = new Map(
    resolved
      .filter(({ flavour }) => isLocked(flavour))
      .map((image) => [image.id, resolveLockStage(image, resolved, workspace)]),
  );
  const all = orderWithStages(resolved, stages);
  const wanted = all.filter(({ flavour }) => flavours.includes(flavour.name));
  for (const { flavour } of wanted) checkLockable(flavour);
  const tasks = wanted.flatMap((image) =>
    listLines(image).flatMap((line) => {
      const stage = stages.get(image.id);
      const id = `${image.flavour.name}@${line}`;
      return stage === undefined ? [] : [{ id, image, stage, line }];
    }),
  );
  return { tasks: selectLines(tasks, runtimes), all };
}

/** What is asked for, and which of it its requirements have left behind. */
export function checkFlavourLocks(
  request: Pick<LockRequest, 'workspace' | 'flavours' | 'runtimes'>,
): { tasks: LockTask[]; stale: StaleLock[] } {
  const { tasks, all } = listLockTasks(request);
  const { workspace } = request;
  const stale = tasks.flatMap(({ image, line }) =>
    findStaleLocks({ images: [image], all, workspace, lines: [line] }),
  );
  return { tasks, stale };
}

/**
 * Resolves and writes, one after the other: a lock rests on those of the images
 * below, which are built in between when they are missing.
 */
export async function lockImages(
  request: LockRequest,
  services: Services,
  reporter: Reporter,
): Promise<LockResult> {
  const { tasks, all } = listLockTasks(request);
  const placed = new Map<string, Promise<ParentImages>>();
  const placeOnce = ({ stage }: LockTask): Promise<ParentImages> => {
    const names = stage.parents.map(({ id }) => id).sort();
    const key = names.join(' ');
    const images =
      placed.get(key) ?? placeLockParents(stage, request, services, reporter);
    placed.set(key, images);
    return images;
  };
  const outcomes = await runSchedule<LockTask, LockedFile[]>({
    items: tasks,
    idOf: ({ id }) => id,
    dependenciesOf: (task) => listDependencies(task, tasks, all),
    limit: 1,
    work: async (task) => {
      request.signal?.throwIfAborted();
      const parents = await placeOnce(task);
      const line = { ...request, all, parents, reporter };
      return lockLine(task, line, services);
    },
    onSettled: ({ id }) => reporter.settle(id),
  });
  return { tasks, outcomes, outdated: findOutdatedLocks(request, all) };
}

/** Every lock of every flavour below: images are built of them. */
function listDependencies(
  { image }: LockTask,
  tasks: readonly LockTask[],
  all: readonly ResolvedImage[],
): string[] {
  const byId = new Map(all.map((each) => [each.id, each]));
  const below = new Set<string>();
  const visit = (id: string): void => {
    for (const parent of byId.get(id)?.parents ?? []) {
      if (below.has(parent.id)) continue;
      below.add(parent.id);
      visit(parent.id);
    }
  };
  visit(image.id);
  return tasks
    .filter((task) => below.has(task.image.id))
    .map((task) => task.id);
}

/** What only the stage `lock` is built on comes before it, too. */
function orderWithStages(
  images: readonly ResolvedImage[],
  stages: ReadonlyMap<string, ResolvedImage>,
): ResolvedImage[] {
  const merged = images.map((image) => ({
    ...image,
    parents: [...image.parents, ...(stages.get(image.id)?.parents ?? [])],
  }));
  return orderImages(merged);
}

function checkNames(flavours: readonly string[], workspace: Workspace): void {
  const names = workspace.flavours.map(({ name }) => name);
  const unknown = flavours.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new BrickyardError(
    'FLAVOUR_UNKNOWN',
    `no such flavour: ${unknown.join(', ')}`,
    { hint: hintNames('flavours', names, unknown) },
  );
}

function selectLines(
  tasks: LockTask[],
  runtimes: readonly string[] | undefined,
): LockTask[] {
  if (runtimes === undefined) return tasks;
  const known = [...new Set(tasks.map(({ line }) => line))].sort();
  const unknown = runtimes.filter((name) => !known.includes(name));
  if (unknown.length === 0)
    return tasks.filter(({ line }) => runtimes.includes(line));
  throw new BrickyardError(
    'RUNTIME_UNKNOWN',
    `--runtime: nothing is locked for ${unknown.join(', ')}`,
    { hint: `runtimes: ${known.join(', ')}` },
  );
}
