import { externalBase } from '../bases/external-base';
import type { Outcome } from '../shell/schedule';
import type { RunPlan, RunTask } from './run-plan';
import type { ImageResult } from './run-result';

/**
 * Part of what is done about an image. Steps are apart so that each waits for
 * no more than it needs: a child is built while its parents are looked into, and
 * an image is uploaded meanwhile. The build has checked it by then; what it
 * contains is only written down.
 */
export interface RunStep {
  id: string;
  kind: 'provide' | 'base' | 'inventory' | 'publish' | 'describe';
  task: RunTask;
  /** Ids of steps that have to be done before. */
  after: readonly string[];
}

/** Images are provided first: what others are built on goes before what is nice to know. */
export function listSteps({ tasks }: Pick<RunPlan, 'tasks'>): RunStep[] {
  const steps = tasks.flatMap(stepsOf);
  const isFirst = ({ kind }: RunStep) => kind === 'provide';
  return [...steps.filter(isFirst), ...steps.filter((step) => !isFirst(step))];
}

function stepsOf(task: RunTask): RunStep[] {
  const { image, inventory, publish, action } = task;
  const id = (kind: RunStep['kind'], of: string = image.id) => `${of} ${kind}`;
  const parents = image.parents.map((parent) => parent.id);
  const provide = parents.map((parent) => id('provide', parent));
  // The layers of a parent are uploaded once, under its own name.
  const published = parents.map((parent) => id('publish', parent));
  const own = id('provide');
  const steps: RunStep[] = [{ id: own, kind: 'provide', task, after: provide }];
  if (inventory)
    steps.push({ id: id('inventory'), kind: 'inventory', task, after: [own] });
  // While the engine builds.
  const copies =
    publish && action === 'build' && externalBase(image) !== undefined;
  if (copies) steps.push({ id: id('base'), kind: 'base', task, after: [] });
  if (publish)
    steps.push(
      {
        id: id('publish'),
        kind: 'publish',
        task,
        after: [own, ...(copies ? [id('base')] : []), ...published],
      },
      {
        id: id('describe'),
        kind: 'describe',
        task,
        // The SBOM beside an image is made of its inventory.
        after: [id('publish'), ...(inventory ? [id('inventory')] : [])],
      },
    );
  return steps;
}

/** What a step adds to the result of its image. */
export type StepResult = Partial<ImageResult>;

/** By image id: the first step that failed or was skipped decides. */
export function mergeSteps(
  { tasks }: Pick<RunPlan, 'tasks'>,
  outcomes: ReadonlyMap<string, Outcome<StepResult>>,
): Map<string, Outcome<ImageResult>> {
  return new Map(
    tasks.map((task) => [task.image.id, mergeTask(task, outcomes)]),
  );
}

function mergeTask(
  task: RunTask,
  outcomes: ReadonlyMap<string, Outcome<StepResult>>,
): Outcome<ImageResult> {
  const result: ImageResult = { action: task.action, seconds: 0 };
  for (const { id } of stepsOf(task)) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed') return outcome;
    if (outcome?.state === 'skipped')
      return { state: 'skipped', because: imageOf(outcome.because) };
    Object.assign(result, outcome?.result);
  }
  return { state: 'done', result };
}

function imageOf(step: string): string {
  return step.replace(/ \w+$/, '');
}
