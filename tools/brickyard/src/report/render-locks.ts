import { renderError } from '../errors';
import { renderLines } from '../outlet/printable';
import type { LockResult } from '../run/lock/lock-images';
import type { LockedFile } from '../run/lock/lock-line';
import type { LockTask } from '../run/lock/lock-request';
import { lockCommand } from '../run/locks/check-locks';
import type { GroupDiff } from '../versioning/inventory-diff';
import { renderTable } from './render-table';

/** The results of these locks: a line for each that is new or changed, what is wrong with others, and the locks that have to follow. */
export function renderLocks(result: Omit<LockResult, 'leftBehind'>): string {
  const { changed, unchanged } = listRows(result);
  // One alone is named; of several, nobody reads the names.
  const isMany = unchanged.length > 1;
  const rows = isMany ? changed : [...changed, ...unchanged];
  return renderLines([
    ...renderTable(rows),
    ...(isMany
      ? [`${renderNames(result.tasks)}: ${unchanged.length} locks unchanged`]
      : []),
    ...renderFailures(result),
    ...tellOutdated(result.outdated),
  ]);
}

/** Those that failed are named below, with the reason. */
function listRows({ tasks, outcomes }: Pick<LockResult, 'tasks' | 'outcomes'>) {
  const changed: string[][] = [];
  const unchanged: string[][] = [];
  for (const { id } of tasks) {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'skipped')
      changed.push([id, `skipped: ${outcome.because} did not succeed`]);
    if (outcome?.state !== 'done') continue;
    for (const file of outcome.result) {
      const rows = file.state === 'unchanged' ? unchanged : changed;
      rows.push(describeFile(file));
    }
  }
  return { changed, unchanged };
}

function describeFile({ path, state, packages, diff }: LockedFile): string[] {
  const count = `${packages} package${packages === 1 ? '' : 's'}`;
  const row = [path, state, count];
  return diff === undefined ? row : [...row, renderDiff(diff)];
}

/** So many that a line can be read. */
const mostChanges = 8;

/** `+ humanize 4.12.3, pandas 2.2.2 → 2.2.3, - six` */
function renderDiff({ added, changed, removed }: GroupDiff): string {
  const changes = [
    ...added.map(({ name, version }) => `+ ${name} ${version}`),
    ...changed.map(({ name, from, to }) => `${name} ${from} → ${to}`),
    ...removed.map(({ name }) => `- ${name}`),
  ];
  if (changes.length === 0) return 'the same packages';
  const left = changes.length - mostChanges;
  const more = left > 0 ? [`${left} more`] : [];
  return [...changes.slice(0, mostChanges), ...more].join(', ');
}

function renderNames(tasks: readonly LockTask[]): string {
  return [...new Set(tasks.map(({ image }) => image.flavour.name))].join(', ');
}

/** What is wrong on several lines in the same words is told once, with all of them. */
function renderFailures({
  tasks,
  outcomes,
}: Pick<LockResult, 'tasks' | 'outcomes'>): string[] {
  const groups = new Map<string, LockTask[]>();
  for (const task of tasks) {
    const outcome = outcomes.get(task.id);
    if (outcome?.state !== 'failed') continue;
    const text = renderError(outcome.error);
    const key = text.replaceAll(` for ${task.line}`, ' for \0');
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups].map(([key, failed]) => {
    const ids = failed.map(({ id }) => id).join(', ');
    const lines = failed.map(({ line }) => line).join(', ');
    return `${ids}: ${key.replaceAll('\0', lines)}`;
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
