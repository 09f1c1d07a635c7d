import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import type { BuildPlan } from '../plan/build-plan';
import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { warnOfStaleLocks } from '../run/check-locks';
import { createServices } from '../run/create-services';
import { preparePlan } from '../run/prepare-plan';
import { runImages, type RunResult } from '../run/run-images';
import { readWorkspace } from '../workspace/read-workspace';
import { untilInterrupted } from './until-interrupted';

export interface TargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  push: boolean;
  channel?: string;
  load?: boolean;
  dryRun?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** What became of one flavour. */
export interface FlavourResult {
  success: boolean;
  /** Its images, a line each, and what went wrong. */
  summary: string;
}

/** By flavour. Prints the plan and the progress; never rejects. */
export async function runTarget(
  request: TargetRequest,
): Promise<Map<string, FlavourResult>> {
  const { flavours, output } = request;
  const all = (success: boolean) =>
    new Map(flavours.map((name) => [name, { success, summary: '' }]));
  try {
    const result = await untilInterrupted((signal) => run(request, signal));
    return result === undefined ? all(true) : splitResult(flavours, result);
  } catch (error) {
    output.write(`${renderError(error)}\n`);
    return all(false);
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
  const workspace = readWorkspace(root, environment);
  const services = createServices({
    options: workspace.options,
    environment,
    signal,
    warn: reporter.warn,
  });
  try {
    if (request.dryRun) {
      const plan = { workspace, flavours, runtimes, push };
      const prepared = await preparePlan(plan, services);
      warnOfStaleLocks(prepared, workspace, reporter.warn);
      print(prepared.plan);
      return undefined;
    }
    const { credentials } = services;
    const parallel = readParallel(environment);
    const images = { ...request, workspace, parallel, credentials, signal };
    return await runImages(images, services, reporter, ({ plan }) => {
      print(plan);
    });
  } finally {
    services.engine.close();
  }
}

function readParallel(environment: TargetRequest['environment']): number {
  return Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
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
