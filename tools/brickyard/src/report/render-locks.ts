import { renderError } from '../errors';
import type { LockResult } from '../run/lock-images';
import { renderTable } from './render-table';

/** What became of these locks: a line each, errors whole below. */
export function renderLocks({ tasks, outcomes }: LockResult): string {
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
  return [...renderTable(rows), ...errors].join('\n');
}
