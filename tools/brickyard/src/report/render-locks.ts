import { renderError } from '../errors';
import type { LockResult } from '../run/lock/lock-images';
import { lockCommand } from '../run/locks/check-locks';
import { renderTable } from './render-table';

/** The results of these locks: a line each, full errors below, and the locks that have to follow. */
export function renderLocks({ tasks, outcomes, outdated }: LockResult): string {
  const rows = tasks.flatMap(({ id }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'skipped')
      return [[id, `skipped: ${outcome.because} did not succeed`]];
    if (outcome?.state !== 'done') return [[id, 'failed']];
    return outcome.result.map(({ path, state, packages }) => [
      id,
      path,
      state,
      `${packages} package${packages === 1 ? '' : 's'}`,
    ]);
  });
  const errors = tasks.flatMap(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome?.state === 'failed'
      ? ['', `${id}: ${renderError(outcome.error)}`]
      : [];
  });
  return [...renderTable(rows), ...errors, ...tellOutdated(outdated)].join(
    '\n',
  );
}

function tellOutdated(outdated: LockResult['outdated']): string[] {
  if (outdated.length === 0) return [];
  const names = outdated.map(({ flavour }) => flavour).join(', ');
  const are = outdated.length === 1 ? 'is' : 'are';
  return [
    `${names} ${are} locked on top of it, and stale by now: ${lockCommand(outdated)}`,
  ];
}
