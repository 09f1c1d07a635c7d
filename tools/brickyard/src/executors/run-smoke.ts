import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { renderSmoke } from '../report/render-smoke';
import { runImages, type RunResult } from '../run/run-images';
import { smokeImages } from '../run/smoke-images';
import { withServices } from '../run/with-services';
import { failAll, type FlavourResult, readParallel } from './flavour-result';
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
  const { flavours } = request;
  try {
    const done = await untilInterrupted((signal) => smoke(request, signal));
    return new Map(flavours.map((name) => [name, resultOf(name, done)]));
  } catch (error) {
    return failAll(error, request);
  }
}

/** Builds what neither place has, brings the rest into the engine, and tries it there. */
async function smoke(
  request: SmokeTargetRequest,
  signal: AbortSignal,
): Promise<SmokeRun> {
  const { root, flavours, timeout, environment, output } = request;
  const reporter = createReporter(output);
  const parallel = readParallel(environment);
  const place = { root, environment, signal, warn: reporter.warn };
  return withServices(place, async ({ workspace, services }) => {
    const { credentials } = services;
    const way = { workspace, parallel, credentials, signal };
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
  });
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
