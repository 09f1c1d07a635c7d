import { renderError, renderPlace } from '../errors';
import { renderLines } from '../outlet/printable';
import type {
  UpgradeEffect,
  WorkspaceChange,
} from '../run/upgrade/compare-workspaces';
import type { CopyUpgrade } from '../starter/copy-upgrade';
import type { FileChange } from '../starter/file-change';
import type { VersionChanges } from '../starter/starter-changes';
import type { SkippedCopy, UpgradePlan } from '../starter/upgrade-plan';
import { renderReason } from './render-reason';
import { renderTable } from './render-table';

/** Images beyond this many are counted, not listed; so are reasons. */
const mostImages = 24;
const mostReasons = 4;

/** What an upgrade brings, what becomes of each file, and what follows for images and locks. */
export function renderUpgrade(
  plan: UpgradePlan,
  effect: UpgradeEffect | undefined,
): string {
  const { version, upgrades, skipped, changes } = plan;
  const moved = upgrades.filter(isMoved);
  const current = upgrades.filter((each) => !isMoved(each));
  const lines = [
    ...(current.length > 0
      ? [`${renderNames(current)}: as in Brickyard ${version}, nothing to do`]
      : []),
    ...skipped.map(describeSkipped),
    ...(upgrades.length === 0 && skipped.length === 0
      ? ['no folder of packages/ was copied from a starter: nothing to do']
      : []),
    ...(moved.length > 0 ? renderChanges(changes) : []),
    ...moved.flatMap((each) => renderCopy(each)),
    ...(effect === undefined ? [] : renderEffect(effect)),
  ];
  return renderLines(lines);
}

function isMoved({ changes, record }: CopyUpgrade): boolean {
  return changes.length > 0 || record !== undefined;
}

function renderNames(upgrades: readonly CopyUpgrade[]): string {
  return upgrades.map(({ folder }) => folder).join(', ');
}

/** Why copies are left alone, and what to do about it. */
export function renderSkipped(skipped: readonly SkippedCopy[]): string {
  return renderLines(skipped.map(describeSkipped));
}

function describeSkipped(skipped: SkippedCopy): string {
  const { folder } = skipped;
  const record = `.brickyard/starters/${folder}.json`;
  if (skipped.why === 'retired')
    return `packages/${folder}: this Brickyard has no starter ${skipped.starter} any more; the copy is yours. git rm ${record} ends this message`;
  if (skipped.why === 'unrecorded')
    return `packages/${folder}: left alone, since no record says what it was copied from, and ${describeEdited(skipped.edited)}. If it is a copy of the starter ${folder}: npx nx g brickyard:upgrade ${folder} --base=<folder with the starters as they were copied>`;
  const { renamedTo } = skipped;
  return renamedTo === undefined
    ? `packages/${folder}: was removed here, and stays so. git rm ${record} ends this message; if it was renamed, git mv the record to the new name`
    : `packages/${folder}: seems to be packages/${renamedTo} now: git mv ${record} .brickyard/starters/${renamedTo}.json`;
}

function describeEdited(paths: readonly string[]): string {
  if (paths.length === 0) return 'it has none of the starter’s files';
  const shown = paths.slice(0, mostReasons).join(', ');
  const more = paths.length - mostReasons;
  return `no version had it with this ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function renderChanges(changes: readonly VersionChanges[]): string[] {
  const rows = changes.flatMap(({ version, entries }) =>
    entries.map(({ starters, text }, index) => [
      index === 0 ? `  ${version}` : '',
      starters.join(', '),
      text,
    ]),
  );
  return rows.length === 0 ? [] : ['what is new:', ...renderTable(rows), ''];
}

function renderCopy(upgrade: CopyUpgrade): string[] {
  const { folder, starter, from, to, changes, record } = upgrade;
  const what = folder === starter ? '' : `, a copy of ${starter}`;
  const moved =
    from === to
      ? `as it is in ${to}`
      : `${from ?? 'a copy of an unknown version'} → ${to}`;
  const head = `packages/${folder}${what}: ${moved}`;
  if (changes.length === 0)
    return [
      `${head}, ${record === undefined ? 'unchanged' : 'the record alone'}`,
    ];
  const rows = changes.map((change) => {
    const [word, note] = describeChange(change, folder);
    return [`  ${word}`, change.path, note];
  });
  return [head, ...renderTable(rows)];
}

function describeChange(change: FileChange, folder: string): [string, string] {
  switch (change.kind) {
    case 'merged':
      return ['merged', 'has your edits and Brickyard’s'];
    case 'conflict': {
      const lines = change.lines.map(({ start, end }) => `${start}–${end}`);
      return [
        'CONFLICT',
        `packages/${folder}/${change.path}:${lines.join(', ')}`,
      ];
    }
    case 'unmergeable':
      return ['CONFLICT', `${change.because}: yours stays as it is`];
    case 'stays':
      return ['stays', stayNotes[change.because]];
    default:
      return [change.kind, ''];
  }
}

type Stay = Extract<FileChange, { kind: 'stays' }>['because'];

const stayNotes: Readonly<Record<Stay, string>> = {
  'removed-here': 'away: you removed it, and Brickyard changed it',
  dropped:
    'Brickyard removed it, and you had edited it: remove it if nothing uses it',
  'own-lock': 'locks are not merged: nx lock says whether it still fits',
};

function renderEffect(effect: UpgradeEffect): string[] {
  if ('unknown' in effect)
    return ['', `which images this rebuilds is not known: ${effect.unknown}`];
  return [
    '',
    ...renderRebuilt(effect),
    ...renderStale(effect),
    ...effect.faults.map((error) => `cannot be planned: ${renderError(error)}`),
  ];
}

function renderRebuilt({ rebuilt, unchanged }: WorkspaceChange): string[] {
  const all = rebuilt.length + unchanged;
  if (rebuilt.length === 0) return ['no key changes: nothing is rebuilt'];
  const shown = rebuilt.slice(0, mostImages);
  const rows = shown.map(({ id, reasons }) => {
    const named = reasons.slice(0, mostReasons).map(renderReason);
    const more = reasons.length - named.length;
    const why = [...named, ...(more > 0 ? [`and ${more} more`] : [])];
    return [`  ${id}`, why.join('; ')];
  });
  const more = rebuilt.length - shown.length;
  return [
    `keys change, so that ${rebuilt.length} of ${all} images are rebuilt:`,
    ...renderTable(rows),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function renderStale({ staleLocks }: WorkspaceChange): string[] {
  if (staleLocks.length === 0) return [];
  const lines = staleLocks.map(
    ({ place, message }) => `  ${renderPlace(place)}: ${message}`,
  );
  return ['locks are stale by it:', ...lines];
}
