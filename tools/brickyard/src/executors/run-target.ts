import type { BuildPlan } from '../plan/build-plan';
import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { warnOfStaleLocks } from '../run/locks/check-locks';
import { runImages, type RunResult } from '../run/make/run-images';
import { preparePlan } from '../run/plan/prepare-plan';
import { withServices } from '../run/shell/with-services';
import {
  allFlavours,
  failAll,
  type FlavourResult,
  readParallel,
} from './flavour-result';
import { readChannel } from './read-channel';
import { untilInterrupted } from './until-interrupted';

export interface TargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  push: boolean;
  /** As Nx hands it on. */
  channel?: string | number;
  load?: boolean;
  dryRun?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** By flavour. Prints the plan and the progress; never rejects. */
export async function runTarget(
  request: TargetRequest,
): Promise<Map<string, FlavourResult>> {
  const { flavours } = request;
  try {
    const result = await untilInterrupted((signal) => run(request, signal));
    return result === undefined
      ? allFlavours(flavours, true)
      : splitResult(flavours, result);
  } catch (error) {
    return failAll(error, request);
  }
}

/** Read → plan → apply. `undefined` after a dry run. */
async function run(
  request: TargetRequest,
  signal: AbortSignal,
): Promise<RunResult | undefined> {
  const { root, flavours, runtimes, environment, output, push } = request;
  const reporter = createReporter(output);
  const print = (plan: BuildPlan) => output.write(`${renderPlan(plan)}\n`);
  const channel = readChannel(request.channel);
  const place = { root, environment, signal, warn: reporter.warn };
  return withServices(place, async ({ workspace, services }) => {
    if (request.dryRun) {
      const plan = { workspace, flavours, runtimes, push };
      const prepared = await preparePlan(plan, services);
      warnOfStaleLocks(prepared.images, workspace, reporter.warn);
      print(prepared.plan);
      return undefined;
    }
    const { credentials } = services;
    const parallel = readParallel(environment);
    const apply = { workspace, parallel, credentials, signal, channel };
    const images = { ...request, ...apply };
    return runImages(images, services, reporter, ({ plan }) => {
      print(plan);
    });
  });
}

/** An image that was built on the way, for a child, is told with the first flavour. */
function splitResult(
  flavours: readonly string[],
  { images, outcomes }: RunResult,
): Map<string, FlavourResult> {
  const isOf = (name: string, flavour: string, index: number) =>
    flavour === name || (index === 0 && !flavours.includes(flavour));
  const results = flavours.map((name, index) => {
    const own = images.filter(({ flavour }) => isOf(name, flavour.name, index));
    const success = own
      .filter(({ flavour }) => flavour.name === name)
      .every(({ id }) => outcomes.get(id)?.state === 'done');
    return [
      name,
      { success, summary: renderRun({ images: own, outcomes }) },
    ] as const;
  });
  return new Map(results);
}
