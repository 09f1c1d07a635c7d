import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import { createReporter, type Output } from '../report/line-reporter';
import { renderLocks } from '../report/render-locks';
import { renderTable } from '../report/render-table';
import { staleLocksError } from '../run/check-locks';
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
  try {
    if (request.check) return check(request);
    const result = await untilInterrupted((signal) => lock(request, signal));
    return splitResult(flavours, result);
  } catch (error) {
    output.write(`${renderError(error)}\n`);
    const failed = { success: false, summary: '' };
    return new Map(flavours.map((name) => [name, failed]));
  }
}

/** Reads files and nothing else. */
function check(request: LockTargetRequest): Map<string, FlavourResult> {
  const { root, environment, flavours, output } = request;
  const workspace = readWorkspace(root, environment);
  const { tasks, stale } = checkFlavourLocks({ ...request, workspace });
  if (stale.length > 0)
    output.write(`${renderError(staleLocksError(stale))}\n`);
  const results = flavours.map((name) => {
    const success = stale.every(({ flavour }) => flavour !== name);
    const own = tasks.filter(({ image }) => image.flavour.name === name);
    const rows = own.map(({ id }) => [id, 'matches its requirements']);
    const summary = success ? renderTable(rows).join('\n') : '';
    return [name, { success, summary }] as const;
  });
  return new Map(results);
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
