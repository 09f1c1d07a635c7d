import { randomUUID } from 'node:crypto';

import { renderError } from '../../errors';
import { renderLocks } from '../../report/render-locks';
import { renderTable } from '../../report/render-table';
import {
  checkFlavourLocks,
  lockImages,
  type LockPlan,
  type LockResult,
  planLock,
} from '../../run/lock/lock-images';
import type { LockTask } from '../../run/lock/lock-request';
import { type StaleLock, staleLocksError } from '../../run/locks/check-locks';
import type { Target, TargetOptions, TargetPlace } from '../define-target';
import { type FlavourResults, resultsOf } from '../flavour-result';

/** What `schema.json` lets a user set. */
export interface LockOptions extends TargetOptions {
  check?: boolean;
  upgrade?: boolean;
}

type Place = TargetPlace<LockOptions>;

/** What a check finds, or what a lock writes. */
type LockOutcome =
  | { kind: 'check'; tasks: readonly LockTask[]; stale: readonly StaleLock[] }
  | { kind: 'lock'; result: LockResult };

export const lockTarget: Target<LockOptions, LockPlan, LockOutcome> = {
  plan: (place) => planLock(place),
  faultsOf: ({ faults }) => faults,
  apply: async (_plan, place) =>
    place.options.check
      ? { kind: 'check', ...checkFlavourLocks(place) }
      : { kind: 'lock', result: await lock(place) },
  render: (outcome, place) =>
    outcome.kind === 'check'
      ? renderCheck(outcome, place)
      : renderLocked(outcome.result, place),
};

function lock(place: Place): Promise<LockResult> {
  const services = place.services();
  const { credentials } = services;
  const { upgrade } = place.options;
  const request = { ...place, upgrade, credentials, nonce: randomUUID() };
  return lockImages(request, services, place.reporter);
}

function renderCheck(
  { tasks, stale }: Pick<LockOutcome & { kind: 'check' }, 'tasks' | 'stale'>,
  { flavours, output }: Place,
): FlavourResults {
  if (stale.length > 0)
    output.write(`${renderError(staleLocksError(stale))}\n`);
  return resultsOf(flavours, (name) => {
    const own = stale.filter(({ flavour }) => flavour === name);
    if (own.length > 0)
      return {
        success: false,
        summary: renderError(staleLocksError(own)),
        isTold: true,
      };
    const rows = tasks
      .filter(({ image }) => image.flavour.name === name)
      .map(({ id }) => [id, 'matches its requirements']);
    return { success: true, summary: renderTable(rows).join('\n') };
  });
}

function renderLocked(
  { tasks, outcomes, outdated }: LockResult,
  { flavours }: Place,
): FlavourResults {
  return resultsOf(flavours, (name) => {
    const own = tasks.filter(({ image }) => image.flavour.name === name);
    const success = own.every(({ id }) => outcomes.get(id)?.state === 'done');
    const summary = renderLocks({
      ...{ tasks: own, outcomes },
      outdated: outdated.filter(({ on }) => on.includes(name)),
    });
    return { success, summary };
  });
}
