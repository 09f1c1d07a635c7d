import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { renderSmoke } from '../report/render-smoke';
import { createServices } from '../run/create-services';
import { runImages, type RunResult } from '../run/run-images';
import { smokeImages } from '../run/smoke-images';
import { readWorkspace } from '../workspace/read-workspace';
import type { FlavourResult } from './run-target';
import { untilInterrupted } from './until-interrupted';

export interface SmokeTargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  /** Seconds for each image. */
  timeout: number;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

interface SmokeRun {
  built: RunResult;
  smoked: Awaited<ReturnType<typeof smokeImages>>;
}

/** By flavour. Prints the progress; never rejects. */
export async function runSmoke(
  request: SmokeTargetRequest,
): Promise<Map<string, FlavourResult>> {
  const { flavours, output } = request;
  try {
    const done = await untilInterrupted((signal) => smoke(request, signal));
    return new Map(flavours.map((name) => [name, resultOf(name, done)]));
  } catch (error) {
    output.write(`${renderError(error)}\n`);
    const failed = { success: false, summary: '' };
    return new Map(flavours.map((name) => [name, failed]));
  }
}

/** Builds what neither place has, brings the rest into the engine, and tries it there. */
async function smoke(
  request: SmokeTargetRequest,
  signal: AbortSignal,
): Promise<SmokeRun> {
  const { root, flavours, timeout, environment, output } = request;
  const reporter = createReporter(output);
  const workspace = readWorkspace(root, environment);
  const services = createServices({
    options: workspace.options,
    environment,
    signal,
    warn: reporter.warn,
  });
  const { credentials } = services;
  const parallel =
    Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
  const way = { workspace, parallel, credentials, signal };
  try {
    const built = await runImages(
      { ...request, ...way, push: false, load: true },
      services,
      reporter,
      ({ plan }) => output.write(`${renderPlan(plan)}\n`),
    );
    const images = built.images.filter(
      ({ id, flavour }) =>
        flavours.includes(flavour.name) &&
        built.outcomes.get(id)?.state === 'done',
    );
    const context = { workspace, timeout, reporter, signal };
    return { built, smoked: await smokeImages(images, context, services) };
  } finally {
    services.engine.close();
  }
}

function resultOf(name: string, { built, smoked }: SmokeRun): FlavourResult {
  const own = built.images.filter(({ flavour }) => flavour.name === name);
  const tried = own.flatMap(({ id }) => {
    const outcome = smoked.get(id);
    return outcome === undefined ? [] : [{ id, outcome }];
  });
  const isGood = tried.every(
    ({ outcome }) => outcome.state === 'done' && outcome.result.ok,
  );
  const missing = own.filter(({ id }) => !smoked.has(id));
  const lines = tried.map(({ id, outcome }) => renderSmoke(id, outcome));
  if (missing.length > 0)
    lines.push(renderRun({ images: missing, outcomes: built.outcomes }));
  return {
    success: isGood && missing.length === 0,
    summary: lines.join('\n'),
  };
}
