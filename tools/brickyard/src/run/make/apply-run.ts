import { buildImage } from '../build/build-image';
import { placeParents } from '../build/place-parents';
import { settleInEngine } from '../build/settle-in-engine';
import {
  type CertificateTrust,
  trustCertificates,
} from '../build/trust-certificates';
import { describeUnmoved } from '../publish/describe-unmoved';
import { missingRepositoriesError } from '../publish/find-missing-repositories';
import { publishImage } from '../publish/publish-image';
import type { UnmovedTags } from '../publish/push-image';
import { recordBuild } from '../records/build-record';
import { recordInventory } from '../records/record-inventory';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { readSecrets } from '../sources/read-secrets';
import { warnOfMissingRepositories } from './plan-run';
import { refusalOf, type RunPlan, type RunTask } from './run-plan';
import type { ImageResult, RunResult } from './run-result';
import {
  listSteps,
  mergeSteps,
  type RunStep,
  type StepResult,
} from './run-steps';

interface Run {
  plan: RunPlan;
  services: Services;
  reporter: Reporter;
  secrets: ReadonlyMap<string, Record<string, Uint8Array>>;
  trust?: CertificateTrust;
}

/**
 * Builds and publishes what a plan says, in graph order. Input errors throw
 * before anything is built; what goes wrong with one image, its lock included,
 * is in its outcome.
 */
export async function applyRun(
  plan: RunPlan,
  services: Services,
  reporter: Reporter,
): Promise<RunResult> {
  if (plan.refusals.all !== undefined) throw plan.refusals.all;
  const { unpublishable } = plan;
  if (unpublishable.size > 0 && plan.tasks.length === 0)
    throw missingRepositoriesError(unpublishable);
  warnOfMissingRepositories(plan, services.warn);
  const run = {
    ...(await readInputs(plan, services)),
    plan,
    services,
    reporter,
  };
  const { request, prepared } = plan;
  const steps = listSteps(plan);
  const left = countSteps(steps);
  const outcomes = await runSchedule<RunStep, StepResult>({
    items: steps,
    idOf: ({ id }) => id,
    dependenciesOf: ({ after }) => after,
    limit: request.parallel,
    isLight: ({ task: { image } }) =>
      prepared.found.get(image.id)?.place === 'registry' && !request.load,
    work: (step) => runStep(step, run),
    onSettled: ({ task: { image } }) => {
      const count = (left.get(image.id) ?? 0) - 1;
      left.set(image.id, count);
      if (count === 0) reporter.settle(image.id);
    },
  });
  const merged = mergeSteps(plan, outcomes);
  warnOfUnmoved(merged, plan, services);
  for (const [id, error] of unpublishable)
    merged.set(id, { state: 'failed', error });
  const told = prepared.images.filter(({ id }) => merged.has(id));
  return { plan: prepared.plan, images: told, outcomes: merged };
}

function warnOfUnmoved(
  outcomes: ReadonlyMap<string, Outcome<ImageResult>>,
  { request }: RunPlan,
  { warn }: Services,
): void {
  const unmoved = new Map<string, UnmovedTags>();
  for (const [id, outcome] of outcomes) {
    const tags =
      outcome.state === 'done' ? outcome.result.pushed?.unmoved : undefined;
    if (tags !== undefined) unmoved.set(id, tags);
  }
  const told = describeUnmoved(unmoved, request.workspace.options);
  if (told !== undefined) warn(told);
}

async function readInputs(
  { tasks, request }: RunPlan,
  services: Services,
): Promise<Pick<Run, 'secrets' | 'trust'>> {
  const { workspace, environment } = request;
  const builds = tasks
    .filter(({ action }) => action === 'build')
    .map(({ image }) => image);
  if (builds.length > 0) {
    // Its parsers take 25 ms to load, which a run without builds need not pay.
    const { checkInputs } = await import('../sources/check-inputs');
    checkInputs(builds, services);
  }
  return {
    secrets: readSecrets(builds, workspace.root, environment),
    trust: trustCertificates(workspace.certificates),
  };
}

/** Steps that are not settled, by image id. */
function countSteps(steps: readonly RunStep[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { task } of steps) {
    const { id } = task.image;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function runStep({ kind, task }: RunStep, run: Run): Promise<StepResult> {
  const { plan, services, reporter } = run;
  const { image } = task;
  const { workspace, signal } = plan.request;
  switch (kind) {
    case 'provide':
      return provide(task, run);
    case 'inventory': {
      const { root, options } = workspace;
      const context = { root, options, reporter, signal };
      await recordInventory(image, context, services);
      return {};
    }
    case 'publish':
      return publishImage(image, { ...plan, services, reporter });
  }
}

async function provide(task: RunTask, run: Run): Promise<StepResult> {
  const { plan, services } = run;
  const { request, prepared } = plan;
  const { options, root } = request.workspace;
  const error = refusalOf(plan, task);
  if (error !== undefined) throw error;
  const started = performance.now();
  const { image, action } = task;
  if (action === 'build')
    await recordBuild(image, root, () => build(task, run));
  else await settleInEngine(image, { ...request, prepared, options }, services);
  return { seconds: (performance.now() - started) / 1000 };
}

async function build(
  { image }: RunTask,
  { plan, services, reporter, secrets, trust }: Run,
): Promise<void> {
  const { request, prepared } = plan;
  const { options } = request.workspace;
  await buildImage(
    image,
    {
      options,
      bases: prepared.bases,
      parentReferences: placeParents(image, prepared, options),
      trust,
      secrets: secrets.get(image.id) ?? {},
      credentials: request.credentials,
      reporter,
      signal: request.signal,
    },
    services,
  );
}
