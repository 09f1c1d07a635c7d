import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import { createReporter, type Output } from '../report/line-reporter';
import { renderLocks } from '../report/render-locks';
import { createServices } from '../run/create-services';
import {
  checkFlavourLocks,
  lockImages,
  type LockResult,
} from '../run/lock-images';
import { readWorkspace } from '../workspace/read-workspace';
import type { FlavourResult } from './run-target';
import { untilInterrupted } from './until-interrupted';

export interface LockTargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  check?: boolean;
  upgrade?: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** By flavour. Prints the progress; never rejects. */
export async function runLock(
  request: LockTargetRequest,
): Promise<Map<string, FlavourResult>> {
  const { flavours, output } = request;
  const all = (success: boolean, summary = '') =>
    new Map(flavours.map((name) => [name, { success, summary }]));
  try {
    if (request.check) {
      check(request);
      return all(true);
    }
    const result = await untilInterrupted((signal) => lock(request, signal));
    return splitResult(flavours, result);
  } catch (error) {
    output.write(`${renderError(error)}\n`);
    return all(false);
  }
}

function check(request: LockTargetRequest): void {
  const { root, environment, output } = request;
  const workspace = readWorkspace(root, environment);
  const tasks = checkFlavourLocks({ ...request, workspace });
  output.write(`${tasks.map(({ id }) => `${id} is locked\n`).join('')}`);
}

async function lock(
  request: LockTargetRequest,
  signal: AbortSignal,
): Promise<LockResult> {
  const { root, environment, output } = request;
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
  const nonce = randomUUID();
  try {
    return await lockImages(
      { ...request, workspace, parallel, nonce, credentials, signal },
      services,
      reporter,
    );
  } finally {
    services.engine.close();
  }
}

function splitResult(
  flavours: readonly string[],
  { tasks, outcomes }: LockResult,
): Map<string, FlavourResult> {
  const results = flavours.map((name) => {
    const own = tasks.filter(({ image }) => image.flavour.name === name);
    const success = own.every(({ id }) => outcomes.get(id)?.state === 'done');
    const summary = renderLocks({ tasks: own, outcomes });
    return [name, { success, summary }] as const;
  });
  return new Map(results);
}
