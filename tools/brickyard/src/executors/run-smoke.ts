import { createReporter, type Output } from '../report/line-reporter';
import { renderPlan } from '../report/render-plan';
import { renderSmoke, renderSmokeJson } from '../report/render-smoke';
import { withServices } from '../run/shell/with-services';
import { smokeImages, type SmokeRun } from '../run/smoke/smoke-images';
import { failAll, type FlavourResult, readParallel } from './flavour-result';
import { untilInterrupted } from './until-interrupted';

export interface SmokeTargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  /** Seconds for each image. */
  timeout: number;
  force?: boolean;
  /** The summary is JSON. */
  json?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** By flavour. Prints the progress; never rejects. */
export async function runSmoke(
  request: SmokeTargetRequest,
): Promise<Map<string, FlavourResult>> {
  try {
    const done = await untilInterrupted((signal) => smoke(request, signal));
    return splitRun(done, request);
  } catch (error) {
    return failAll(error, request);
  }
}

async function smoke(
  request: SmokeTargetRequest,
  signal: AbortSignal,
): Promise<SmokeRun> {
  const { root, environment, output } = request;
  const reporter = createReporter(output);
  const parallel = readParallel(environment);
  const place = { root, environment, signal, warn: reporter.warn };
  return withServices(place, ({ workspace, services }) => {
    const { credentials } = services;
    const images = { ...request, workspace, parallel, credentials, signal };
    return smokeImages(images, services, reporter, ({ plan }) => {
      output.write(`${renderPlan(plan)}\n`);
    });
  });
}

function splitRun(
  { images, outcomes }: SmokeRun,
  { flavours, json }: SmokeTargetRequest,
): Map<string, FlavourResult> {
  const results = flavours.map((name) => {
    const own = images.filter(({ flavour }) => flavour.name === name);
    const success = own.every(({ id }) => {
      const outcome = outcomes.get(id);
      return outcome?.state === 'done' && outcome.result.record.ok;
    });
    const part = { images: own, outcomes };
    const summary = json ? renderSmokeJson(part) : renderSmoke(part);
    return [name, { success, summary }] as const;
  });
  return new Map(results);
}
