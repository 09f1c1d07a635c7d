import { randomUUID } from 'node:crypto';

import { renderError } from '../../errors';
import { renderLines } from '../../outlet/printable';
import { renderLeftBehind } from '../../report/render-left-behind';
import { renderLocks } from '../../report/render-locks';
import { renderTable } from '../../report/render-table';
import {
  checkFlavourLocks,
  lockImages,
  type LockPlan,
  type LockResult,
  planLock,
} from '../../run/lock/lock-images';
import { staleLocksError } from '../../run/locks/check-locks';
import { describeUnlocked } from '../../run/locks/list-unlocked';
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
  | ({ kind: 'check' } & ReturnType<typeof checkFlavourLocks>)
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
  { tasks, stale, unlocked }: ReturnType<typeof checkFlavourLocks>,
  { flavours, output, reporter }: Place,
): FlavourResults {
  const warning = describeUnlocked(unlocked);
  if (warning !== undefined) reporter.warn(warning);
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
      .map(({ id }) => {
        const isUnlocked = unlocked.some((each) => each.id === id);
        return [id, isUnlocked ? 'not locked' : 'matches its requirements'];
      });
    return { success: true, summary: renderLines(renderTable(rows)) };
  });
}

function renderLocked(
  { tasks, outcomes, outdated, leftBehind }: LockResult,
  { flavours }: Place,
): FlavourResults {
  return resultsOf(flavours, (name, index) => {
    const own = tasks.filter(({ image }) => image.flavour.name === name);
    const success = own.every(({ id }) => outcomes.get(id)?.state === 'done');
    const summary = renderLocks({
      ...{ tasks: own, outcomes },
      outdated: outdated.filter(({ on }) => on.includes(name)),
    });
    // What is told of all of them comes last.
    const isLast = index === flavours.length - 1;
    const end = isLast ? renderLeftBehind(leftBehind) : '';
    return { success, summary: [summary, end].filter(Boolean).join('\n') };
  });
}
