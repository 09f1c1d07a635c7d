import type { BrickyardError } from '../../errors';
import { placeParents } from '../build/place-parents';
import { settleInEngine } from '../build/settle-in-engine';
import {
  type CertificateTrust,
  trustCertificates,
} from '../build/trust-certificates';
import type { CopyContext } from '../publish/copy-base';
import { describeUnmoved } from '../publish/describe-unmoved';
import { missingRepositoriesError } from '../publish/find-missing-repositories';
import type { PublishedImage } from '../publish/publish-image';
import type { UnmovedTags } from '../publish/push-image';
import { recordBuild } from '../records/build-record';
import { recordInventory } from '../records/record-inventory';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { warnOfMissingRepositories } from './plan-run';
import { readRunInputs, type RunInputs } from './read-run-inputs';
import { refusalOf, type RunPlan, type RunTask } from './run-plan';
import type { ImageResult, RunResult } from './run-result';
import {
  listSteps,
  mergeSteps,
  type RunStep,
  type StepResult,
} from './run-steps';

/** Milliseconds. By then the engine has the build, and this process waits for it. */
const HAND_OVER_TIME = 200;

interface Run {
  plan: RunPlan;
  services: Services;
  reporter: Reporter;
  inputs: RunInputs;
  trust?: CertificateTrust;
  copies: CopyContext['copies'];
  /** What has been published so far, by image id. */
  published: Map<string, PublishedImage>;
}

/**
 * Builds and publishes what a plan says, in graph order. What goes wrong with one
 * image, its files included, is in its outcome; it throws only what leaves none.
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
  const inputs = await readRunInputs(plan, services);
  const trust = trustCertificates(plan.request.workspace.certificates);
  const published = new Map<string, PublishedImage>();
  const { request, prepared } = plan;
  const copies: CopyContext['copies'] = new Map();
  const run = { plan, services, reporter, inputs, trust, copies, published };
  const steps = listSteps(plan);
  const left = countSteps(steps);
  const outcomes = await runSchedule<RunStep, StepResult>({
    items: steps,
    idOf: ({ id }) => id,
    dependenciesOf: ({ after }) => after,
    limit: request.parallel,
    isLight: (step) => isLight(step, plan),
    work: (step) => runStep(step, run),
    onSettled: ({ task: { image } }) => {
      const count = (left.get(image.id) ?? 0) - 1;
      left.set(image.id, count);
      if (count === 0) reporter.settle(image.id);
    },
  });
  const merged = mergeSteps(plan, outcomes);
  warnOfUnmoved(merged, plan, services);
  tellOwnFaults(merged, new Map([...plan.refusals.byImage, ...inputs.faults]));
  for (const [id, error] of unpublishable)
    merged.set(id, { state: 'failed', error });
  const told = prepared.images.filter(({ id }) => merged.has(id));
  return { plan: prepared.plan, images: told, outcomes: merged };
}

/** Of what the registry has, a push only asks, and moves tags. A copy waits for registries. */
function isLight(
  { kind, task: { image } }: RunStep,
  { request, prepared }: RunPlan,
): boolean {
  if (kind === 'base') return true;
  const found = prepared.found.get(image.id);
  if (found?.place === 'registry') return !request.load;
  return kind === 'publish' && found?.digest !== undefined;
}

/**
 * What is wrong with an image itself is told, too, where its parents failed for
 * another reason, as without an engine. Where a parent's own fault is the
 * reason, that one is to be mended first.
 */
function tellOwnFaults(
  outcomes: Map<string, Outcome<ImageResult>>,
  own: ReadonlyMap<string, BrickyardError>,
): void {
  for (const [id, error] of own) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'skipped' && !own.has(findCause(outcome, outcomes)))
      outcomes.set(id, { state: 'failed', error });
  }
}

/** The image that did not succeed by itself. */
function findCause(
  { because }: { because: string },
  outcomes: ReadonlyMap<string, Outcome<ImageResult>>,
): string {
  const outcome = outcomes.get(because);
  return outcome?.state === 'skipped' ? findCause(outcome, outcomes) : because;
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

/** Steps that are not settled, by image id. */
function countSteps(steps: readonly RunStep[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { task } of steps) {
    const { id } = task.image;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** What builds and what publishes is loaded where a run does it. */
async function runStep({ kind, task }: RunStep, run: Run): Promise<StepResult> {
  const { plan, services, reporter, published } = run;
  const { image } = task;
  const { workspace, signal } = plan.request;
  const publishing = { ...plan, services, reporter };
  switch (kind) {
    case 'provide':
      return provide(task, run);
    case 'base': {
      const { copyBase } = await import('../publish/copy-base');
      const { bases } = plan.prepared;
      const { options } = workspace;
      const { copies } = run;
      const context = { bases, options, reporter, services, copies };
      await copyBase(image, context);
      return {};
    }
    case 'inventory': {
      const { root, options } = workspace;
      const context = { root, options, reporter, signal };
      await recordInventory(image, context, services);
      return {};
    }
    case 'publish': {
      const { publishImage } = await import('../publish/publish-image');
      const result = await publishImage(image, publishing);
      published.set(image.id, result);
      return result;
    }
    case 'describe': {
      const { describeImage } = await import('../publish/publish-image');
      const result = published.get(image.id);
      return result ? describeImage(image, result, publishing) : {};
    }
  }
}

async function provide(task: RunTask, run: Run): Promise<StepResult> {
  const { plan, services } = run;
  const { request, prepared } = plan;
  const { options, root } = request.workspace;
  const error = refusalOf(plan, task) ?? run.inputs.faults.get(task.image.id);
  if (error !== undefined) throw error;
  const started = performance.now();
  const { image, action } = task;
  if (action === 'build')
    await recordBuild(image, root, () => build(task, run));
  else await settleInEngine(image, { ...request, prepared, options }, services);
  return { seconds: (performance.now() - started) / 1000 };
}

async function build(
  task: RunTask,
  { plan, services, reporter, inputs, trust }: Run,
): Promise<void> {
  const { image } = task;
  const { request, prepared } = plan;
  const { options } = request.workspace;
  const { buildImage } = await import('../build/build-image');
  const context = {
    options,
    bases: prepared.bases,
    parentReferences: placeParents(image, prepared, options),
    trust,
    secrets: inputs.secrets.get(image.id) ?? {},
    credentials: request.credentials,
    reporter,
    signal: request.signal,
  };
  const ahead = setTimeout(() => void loadAhead(task), HAND_OVER_TIME);
  try {
    await buildImage(image, context, services);
  } finally {
    clearTimeout(ahead);
  }
}

/** What follows a build is loaded while the engine works. Whoever needs it tells why it cannot be. */
async function loadAhead({ inventory, publish }: RunTask): Promise<void> {
  await Promise.allSettled([
    inventory && import('../../inventory/collect'),
    publish && import('../publish/publish-image'),
    publish && import('../../sbom/render-sbom'),
  ]);
}
