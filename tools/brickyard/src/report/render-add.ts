import { renderPlace } from '../errors';
import { renderLines } from '../outlet/printable';
import { renderSize } from '../render-size';
import type { AddPlan, ListChange } from '../run/add/add-plan';
import type { AddResult } from '../run/add/apply-add';
import type { LockResult } from '../run/lock/lock-images';
import type { LockTask } from '../run/lock/lock-request';
import { describePulled, describeUncounted } from './describe-estimate';
import { renderLocks } from './render-locks';
import { renderReason } from './render-reason';
import { renderTable } from './render-table';

/** What will be written, before it is. */
export function renderAddPlan({ changes, notes, locked }: AddPlan): string {
  const rows = changes.map((change) => [
    renderPlace(change.place),
    renderChange(change),
  ]);
  const locks = locked.length > 0 ? [`to lock: ${locked.join(', ')}`] : [];
  const nothing = changes.length === 0 ? ['nothing to change'] : [];
  return renderLines([...notes, ...renderTable(rows), ...locks, ...nothing]);
}

function renderChange({ from, to }: ListChange): string {
  if (from === undefined) return `+ ${to}`;
  return to === undefined ? `- ${from}` : `${from} → ${to}`;
}

/** The locks, and the images that are built anew. */
export function renderAdded(result: AddResult): string {
  const { locks, isUndone, rebuilt, notes } = result;
  if (isUndone)
    return renderLines(locks ? [renderLocks(listFailed(locks))] : []);
  const written = locks === undefined ? [] : [renderLocks(locks)];
  return renderLines([...written, ...notes, ...renderRebuilt(rebuilt)]);
}

/** What the others have come to was taken back. */
function listFailed({ tasks, outcomes }: LockResult) {
  const hasFailed = ({ id }: LockTask) => outcomes.get(id)?.state === 'failed';
  return { tasks: tasks.filter(hasFailed), outcomes, outdated: [] };
}

/** What is left of a change that could not be made. */
export function renderUndone({ left }: AddResult): string {
  if (left.length === 0)
    return 'nothing has changed: lists and locks are as they were before this command';
  const names = left.join(', ');
  return renderLines([
    `somebody else changed ${names} meanwhile, and that is left; other lists and the locks are as they were`,
  ]);
}

function renderRebuilt(rebuilt: AddResult['rebuilt']): string[] {
  if (rebuilt === undefined) return [];
  if (rebuilt.length === 0) return ['no image has to be rebuilt'];
  const isEstimated = rebuilt.some(({ cost }) => cost !== undefined);
  const rows = rebuilt.map((each) => [
    each.flavour,
    each.runtime,
    isEstimated ? describeSent(each) : describeWhole(each),
    each.reasons.map(renderReason).join('; '),
  ]);
  return [
    '',
    `to rebuild${describeColumn(rebuilt)}:`,
    ...renderTable(rows).map((row) => `  ${row}`),
    ...listUncounted(rebuilt),
    'npx nx affected -t docker-push builds and publishes them, and says how much of it is uploaded',
  ];
}

type Rebuilt = NonNullable<AddResult['rebuilt']>;

function describeColumn(rebuilt: Rebuilt): string {
  if (rebuilt.some(({ cost }) => cost !== undefined))
    return ', with what a node pulls that has the image that was published last';
  return rebuilt.some(({ size }) => size !== null)
    ? ', with the size of the image that was published last'
    : '';
}

function describeSent({ cost }: Rebuilt[number]): string {
  return cost === undefined ? '–' : describePulled(cost);
}

function describeWhole({ size }: Rebuilt[number]): string {
  return size === null ? '–' : renderSize(size);
}

/** Told once: what is built on an image has its packages, too. */
function listUncounted(rebuilt: Rebuilt): string[] {
  const names = rebuilt.flatMap(({ cost }) => cost?.uncounted ?? []);
  return describeUncounted([...new Set(names)]);
}
