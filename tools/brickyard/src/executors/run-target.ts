import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { createServices } from '../run/create-services';
import { preparePlan } from '../run/prepare-plan';
import { runImages,type RunResult } from '../run/run-images';
import { readWorkspace } from '../workspace/read-workspace';
import { untilInterrupted } from './until-interrupted';

export interface TargetRequest {
  root: string;
  flavours: readonly string[];
  push: boolean;
  channel?: string;
  load?: boolean;
  dryRun?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** Success by flavour. Prints; never rejects. */
export async function runTarget(
  request: TargetRequest,
): Promise<Map<string, boolean>> {
  const { flavours, output } = request;
  const all = (success: boolean) =>
    new Map(flavours.map((name) => [name, success]));
  try {
    const result = await untilInterrupted((signal) => run(request, signal));
    return result === undefined
      ? all(true)
      : successByFlavour(flavours, result);
  } catch (error) {
    output.write(`${renderError(error)}\n`);
    return all(false);
  }
}

/** Read → plan → apply → report. `undefined` after a dry run. */
async function run(
  request: TargetRequest,
  signal: AbortSignal,
): Promise<RunResult | undefined> {
  const { root, flavours, environment, output, dryRun } = request;
  const reporter = createReporter(output);
  const workspace = readWorkspace(root, environment);
  const { options } = workspace;
  const services = createServices({
    options,
    environment,
    signal,
    warn: reporter.warn,
  });
  const print = (text: string) => output.write(`${text}\n`);
  try {
    if (dryRun) {
      print(
        renderPlan((await preparePlan({ workspace, flavours }, services)).plan),
      );
      return undefined;
    }
    const { credentials } = services;
    const parallel =
      Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
    const images = { ...request, workspace, parallel, credentials, signal };
    const result = await runImages(images, services, reporter, ({ plan }) =>
      print(renderPlan(plan)),
    );
    print(renderRun(result));
    return result;
  } finally {
    services.engine.close();
  }
}

function successByFlavour(
  flavours: readonly string[],
  { images, outcomes }: RunResult,
): Map<string, boolean> {
  const isDone = (name: string) =>
    images
      .filter(({ flavour }) => flavour.name === name)
      .every(({ id }) => outcomes.get(id)?.state === 'done');
  return new Map(flavours.map((name) => [name, isDone(name)]));
}
