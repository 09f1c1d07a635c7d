import { BrickyardError } from '../../errors';
import {
  type Faults,
  faultsError,
  foldFaults,
  type ImageFault,
} from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import { findStaleLocks, type StaleLock } from '../locks/check-locks';
import {
  findOutdatedLocks,
  type OutdatedLock,
} from '../locks/find-outdated-locks';
import { openLocks } from '../locks/list-locks';
import { listUnlocked, type UnlockedList } from '../locks/list-unlocked';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { type LeftBehind, listLeftBehind } from './list-left-behind';
import { type LockedFile, lockLine } from './lock-line';
import { type ParentImages, placeLockParents } from './lock-parents';
import type { LockRequest, LockTask } from './lock-request';
import type { LockWork } from './lock-resolver';
import { resolveStages } from './lock-stage';
import { planTasks } from './plan-tasks';

export interface LockResult {
  tasks: readonly LockTask[];
  outcomes: ReadonlyMap<string, Outcome<LockedFile[]>>;
  /** Locks that were not asked for and are stale by now: no build accepts them. */
  outdated: readonly OutdatedLock[];
  /** Flavours that could not come to a line. */
  leftBehind: readonly LeftBehind[];
}

/** What is to be locked, and what cannot be. */
export interface LockPlan {
  /** Flavours below first. */
  tasks: LockTask[];
  /** Every image of the workspace that can be made. */
  all: ResolvedImage[];
  faults: Faults;
}

/**
 * Throws FLAVOUR_UNKNOWN, RUNTIME_UNKNOWN, and what is wrong with these flavours
 * when none of them can be locked.
 */
export function planLock(
  request: Pick<LockRequest, 'workspace' | 'flavours' | 'runtimes' | 'kinds'>,
): LockPlan {
  const { workspace, flavours, runtimes, kinds } = request;
  checkFlavourNames(flavours, listFlavourNames(workspace));
  const { all, stages, ...found } = resolveStages(workspace);
  const isAsked = ({ flavour }: ImageFault) => flavours.includes(flavour);
  const faults = { asked: found.faults.filter(isAsked) };
  const wanted = all.filter(({ flavour }) => flavours.includes(flavour.name));
  const planned = planTasks(wanted, { all, stages, workspace });
  const tasks = planned.tasks.filter(
    ({ kind }) => kinds?.includes(kind) ?? true,
  );
  faults.asked.push(...planned.faults);
  const error = faultsError(faults.asked);
  if (error !== undefined && tasks.length === 0) throw error;
  const asked = foldFaults(
    faults.asked,
    tasks.map(({ image }) => image),
  );
  const others = found.faults.filter((fault) => !isAsked(fault));
  return {
    ...{ tasks: selectLines(tasks, runtimes), all },
    faults: { asked, others },
  };
}

/** What is asked for, and which of it its requirements have left behind. */
export function checkFlavourLocks(
  request: Pick<LockRequest, 'workspace' | 'flavours' | 'runtimes'>,
): { tasks: LockTask[]; stale: StaleLock[]; unlocked: UnlockedList[] } {
  const { tasks, all } = planLock(request);
  const { workspace } = request;
  // A task is one kind of locks, and a check looks at all kinds.
  const lines = new Map(
    tasks.map(({ image, line }) => [`${image.id} ${line}`, { image, line }]),
  );
  const listLocks = openLocks({ images: all, workspace });
  const checks = [...lines.values()].map(({ image, line }) => {
    return { images: [image], listLocks, lines: [line] };
  });
  return {
    tasks,
    stale: checks.flatMap(findStaleLocks),
    unlocked: checks.flatMap(listUnlocked),
  };
}

/** Resolves and writes: what others rest on first, the lines of a flavour side by side. */
export async function lockImages(
  request: LockRequest,
  services: Services,
  reporter: Reporter,
): Promise<LockResult> {
  const { tasks, all } = planLock(request);
  const share = createShare();
  const placeParents = (stage: ResolvedImage): Promise<ParentImages> =>
    share(`parents ${stage.id}`, () =>
      placeLockParents(stage, request, services, reporter),
    );
  const outcomes = await runSchedule<LockTask, LockedFile[]>({
    items: tasks,
    idOf: ({ id }) => id,
    dependenciesOf: (task) => listDependencies(task, tasks, all),
    // A resolver waits for the index and the engine more than it computes.
    limit: Math.max(request.parallel, 3),
    work: async (task) => {
      request.signal?.throwIfAborted();
      return lockLine(
        { ...request, task, all, placeParents, share, reporter },
        services,
      );
    },
    onSettled: ({ id }) => reporter.settle(id),
  });
  const { workspace } = request;
  return {
    ...{ tasks, outcomes, outdated: findOutdatedLocks(request, all) },
    leftBehind: listLeftBehind({ tasks, outcomes, all, workspace }),
  };
}

function createShare(): LockWork['share'] {
  const begun = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>) => {
    const known = begun.get(name) ?? work();
    begun.set(name, known);
    return known as Promise<T>;
  };
}

/** Locks of the kind below; all of them where the stage is built on images. */
function listDependencies(
  { image, kind, stage }: LockTask,
  tasks: readonly LockTask[],
  all: readonly ResolvedImage[],
): string[] {
  const byId = new Map(all.map((each) => [each.id, each]));
  const isBuilt = (stage?.parents.length ?? 0) > 0;
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
    .filter((task) => isBuilt || task.kind === kind)
    .map((task) => task.id);
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
