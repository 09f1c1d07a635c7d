import { randomUUID } from 'node:crypto';

import { renderError } from '../errors';
import { createReporter, type Output } from '../report/line-reporter';
import { renderLocks } from '../report/render-locks';
import { renderTable } from '../report/render-table';
import {
  checkFlavourLocks,
  lockImages,
  type LockResult,
} from '../run/lock/lock-images';
import { staleLocksError } from '../run/locks/check-locks';
import { withServices } from '../run/shell/with-services';
import { readWorkspace } from '../workspace/read-workspace';
import { failAll, type FlavourResult, readParallel } from './flavour-result';
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
  const { flavours } = request;
  try {
    if (request.check) return check(request);
    const result = await untilInterrupted((signal) => lock(request, signal));
    return splitResult(flavours, result);
  } catch (error) {
    return failAll(error, request);
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
  const parallel = readParallel(environment);
  const nonce = randomUUID();
  const place = { root, environment, signal, warn: reporter.warn };
  return withServices(place, ({ workspace, services }) => {
    const { credentials } = services;
    const lock = {
      ...request,
      workspace,
      parallel,
      nonce,
      credentials,
      signal,
    };
    return lockImages(lock, services, reporter);
  });
}

function splitResult(
  flavours: readonly string[],
  { tasks, outcomes, outdated }: LockResult,
): Map<string, FlavourResult> {
  const results = flavours.map((name) => {
    const own = tasks.filter(({ image }) => image.flavour.name === name);
    const success = own.every(({ id }) => outcomes.get(id)?.state === 'done');
    const summary = renderLocks({
      ...{ tasks: own, outcomes },
      outdated: outdated.filter(({ on }) => on.includes(name)),
    });
    return [name, { success, summary }] as const;
  });
  return new Map(results);
}
