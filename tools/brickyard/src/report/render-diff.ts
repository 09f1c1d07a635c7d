import { renderSize } from '../render-size';
import type {
  Changed,
  GroupDiff,
  InventoryDiff,
  OneSided,
  SideInfo,
} from '../versioning/inventory-diff';
import { renderTable } from './render-table';

/** Rows of one group that Markdown shows without a click. */
const mostOpenRows = 15;

/** What differs, in one row: change, package, versions, bump, who asked for it. */
type Row = readonly [string, string, string, string, string];

export function renderDiff(diff: InventoryDiff): string {
  const sections = diff.groups.flatMap((group) => {
    const rows = listRows(group).map((row) => ['', ...row]);
    return [titleOf(group), ...renderTable(rows), ''];
  });
  const head = [
    ...renderTable([
      ['from', diff.from.name, diff.from.source],
      ['to', diff.to.name, diff.to.source],
    ]),
    '',
  ];
  const notes = diff.notes.map((note) => `note: ${note}`);
  return [...head, ...sections, ...listFoot(diff), ...notes].join('\n');
}

export function renderDiffMarkdown(diff: InventoryDiff): string {
  const head = [`### ${code(diff.from.name)} → ${code(diff.to.name)}`, ''];
  const sections = diff.groups.flatMap(renderSection);
  const notes = diff.notes.map((note) => `- ${note}`);
  const foot = [...listFoot(diff), ...(notes.length > 0 ? ['', ...notes] : [])];
  return [...head, ...sections, ...foot].join('\n');
}

/** The long rest of a group, as what came along with the direct ones, is folded. */
function renderSection(group: GroupDiff): string[] {
  const rows = listRows(group);
  const asked = rows.filter((row) => row[4] === 'direct');
  const rest = rows.filter((row) => row[4] !== 'direct');
  const title = [`#### ${titleOf(group)}`, ''];
  if (rows.length <= mostOpenRows) return [...title, ...tableOf(rows), ''];
  const open = asked.length > 0 ? [...tableOf(asked), ''] : [];
  const summary = `${rest.length} ${asked.length > 0 ? 'more' : 'packages'}`;
  const folded = [
    `<details><summary>${summary}</summary>`,
    '',
    ...tableOf(rest),
    '',
    '</details>',
    '',
  ];
  return [...title, ...open, ...(rest.length > 0 ? folded : [])];
}

function tableOf(rows: readonly Row[]): string[] {
  const lines = rows.map((row) => {
    const [change, name, versions, ...rest] = row.map(escapeCell);
    const cells = [change, `\`${name}\``, versions, ...rest];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| change | package | version | by | asked for |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ];
}

/** Direct packages first, whatever became of them. */
function listRows({ added, removed, changed }: GroupDiff): Row[] {
  const rows = [
    ...changed.map(changedRow),
    ...added.map((item) => oneSidedRow('added', item)),
    ...removed.map((item) => oneSidedRow('removed', item)),
  ];
  const isDirect = (row: Row) => row[4] === 'direct';
  return [...rows.filter(isDirect), ...rows.filter((row) => !isDirect(row))];
}

function changedRow({
  name,
  from,
  to,
  level,
  direction,
  direct,
}: Changed): Row {
  const bump = direction === null ? level : `${level} ${direction}`;
  return ['changed', name, `${from} → ${to}`, bump, askedFor(direct)];
}

function oneSidedRow(
  change: 'added' | 'removed',
  { name, version, direct }: OneSided,
): Row {
  return [change, name, version, '', askedFor(direct)];
}

function askedFor(direct: boolean | null): string {
  if (direct === null) return '';
  return direct ? 'direct' : 'transitive';
}

function titleOf(group: GroupDiff): string {
  const { ecosystem, environment, added, removed, changed } = group;
  const counts: [number, string][] = [
    [changed.length, 'changed'],
    [added.length, 'added'],
    [removed.length, 'removed'],
  ];
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`);
  const place = environment === null ? '' : ` ${environment}`;
  return `${ecosystem}${place}: ${parts.join(', ')}`;
}

function listFoot(diff: InventoryDiff): string[] {
  const same = diff.isDifferent ? [] : ['no package differs'];
  return [...same, ...listSize(diff)];
}

/** Uncompressed, as the engine counts it. */
function listSize({ from, to, sizeChange }: InventoryDiff): string[] {
  if (sizeChange === null) return [];
  const sign = sizeChange < 0 ? '−' : '+';
  const change =
    sizeChange === 0
      ? 'the same'
      : `${sign}${renderSize(Math.abs(sizeChange))}`;
  return [`image size: ${sizeOf(from)} → ${sizeOf(to)} (${change})`];
}

function sizeOf({ size }: SideInfo): string {
  return renderSize(size ?? 0);
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

function escapeCell(text: string): string {
  return text.replace(/[|\\]/g, '\\$&');
}
