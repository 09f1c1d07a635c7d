import { renderError } from '../errors';
import type { LockResult } from '../run/lock/lock-images';
import type { LockTask } from '../run/lock/lock-request';
import { lockCommand } from '../run/locks/check-locks';
import { renderTable } from './render-table';

/** The results of these locks: a line for each that is new or failed, full errors below, and the locks that have to follow. */
export function renderLocks(result: LockResult): string {
  const { changed, unchanged } = listRows(result);
  // One alone is named; of several, nobody reads the names.
  const kept =
    unchanged.length > 1
      ? [[renderNames(result.tasks), `${unchanged.length} locks unchanged`]]
      : unchanged;
  return [
    ...renderTable([...changed, ...kept]),
    ...renderFailures(result),
    ...tellOutdated(result.outdated),
  ].join('\n');
}

function listRows({ tasks, outcomes }: LockResult) {
  const changed: string[][] = [];
  const unchanged: string[][] = [];
  for (const { id } of tasks) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'skipped')
      changed.push([id, `skipped: ${outcome.because} did not succeed`]);
    else if (outcome?.state !== 'done') changed.push([id, 'failed']);
    else
      for (const { path, state, packages } of outcome.result) {
        const count = `${packages} package${packages === 1 ? '' : 's'}`;
        const rows = state === 'unchanged' ? unchanged : changed;
        rows.push([id, path, state, count]);
      }
  }
  return { changed, unchanged };
}

function renderNames(tasks: readonly LockTask[]): string {
  return [...new Set(tasks.map(({ image }) => image.flavour.name))].join(', ');
}

/** What is wrong on several lines in the same words is told once, with all of them. */
function renderFailures({ tasks, outcomes }: LockResult): string[] {
  const groups = new Map<string, LockTask[]>();
  for (const task of tasks) {
    const outcome = outcomes.get(task.id);
    if (outcome?.state !== 'failed') continue;
    const text = renderError(outcome.error);
    const key = text.replaceAll(` for ${task.line}`, ' for \0');
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups].flatMap(([key, failed]) => {
    const ids = failed.map(({ id }) => id).join(', ');
    const lines = failed.map(({ line }) => line).join(', ');
    return ['', `${ids}: ${key.replaceAll('\0', lines)}`];
  });
}

function tellOutdated(outdated: LockResult['outdated']): string[] {
  if (outdated.length === 0) return [];
  const names = outdated.map(({ flavour }) => flavour).join(', ');
  const are = outdated.length === 1 ? 'is' : 'are';
  return [
    `${names} ${are} locked on top of it, and stale by now: ${lockCommand(outdated)}`,
  ];
}
