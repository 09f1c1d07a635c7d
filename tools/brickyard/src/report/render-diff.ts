import { labelGroup } from '../ecosystems/label-group';
import { cellCode, code, escapeText } from '../outlet/markdown-text';
import { renderLines } from '../outlet/printable';
import { renderSize } from '../render-size';
import type { ImageDiff } from '../run/diff/layer-diff';
import type {
  Changed,
  GroupDiff,
  InventoryDiff,
  OneSided,
  SizeChange,
} from '../versioning/inventory-diff';
import { describeFacts, listUpheavals, renderVersions } from './line-words';
import { countLayers, describePull, listLayerRows } from './list-layer-rows';
import { renderTable } from './render-table';

/** Rows of one group that Markdown shows without a click. */
const mostOpenRows = 15;

/** What differs, in one row: change, package, versions, bump, who asked for it, size. */
type Row = readonly [string, string, string, string, string, string];

/** Layers that both sides have are counted; with `isAllLayers` they are listed. */
export function renderDiff(diff: ImageDiff, isAllLayers = false): string {
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
  const layers = listLayers(diff, isAllLayers);
  const ends = [...listLargest(diff.largest), ...listFoot(diff), ...layers];
  const lines = listLines(diff);
  return renderLines([...head, ...lines, ...sections, ...ends, ...notes]);
}

/** Of two runtime lines: what they are made of, and what to look at first. */
function listLines({ lines, groups }: InventoryDiff): string[] {
  if (lines === null) return [];
  const facts = lines.facts.map((fact) => [
    ...['', fact.fact, renderVersions(fact), fact.level ?? ''],
  ]);
  const first = listUpheavals(groups).map((row) => ['', ...row]);
  return [
    `${lines.from} → ${lines.to}`,
    ...renderTable(facts),
    ...renderTable(first),
    '',
  ];
}

function listLayers(diff: ImageDiff, isAll: boolean): string[] {
  const { layers } = diff;
  if (layers === null) return [];
  const rows = listLayerRows(layers, isAll).map((row) => ['', ...row]);
  return [
    '',
    countLayers(layers),
    ...renderTable(rows),
    ...describePull(layers),
  ];
}

export function renderDiffMarkdown(
  diff: ImageDiff,
  isAllLayers = false,
): string {
  const head = [`### ${code(diff.from.name)} → ${code(diff.to.name)}`, ''];
  const sections = diff.groups.flatMap(renderSection);
  const notes = diff.notes.map((note) => `- ${escapeText(note)}`);
  const layers = renderLayers(diff, isAllLayers);
  const ends = notes.length > 0 ? ['', ...notes] : [];
  const foot = [...listFoot(diff), ...layers, ...ends];
  const largest = renderLargest(diff.largest);
  return [
    ...head,
    ...renderLineFacts(diff),
    ...sections,
    ...largest,
    ...foot,
  ].join('\n');
}

function renderLineFacts({ lines, groups }: InventoryDiff): string[] {
  if (lines === null) return [];
  const facts = `${lines.from} → ${lines.to}: ${describeFacts(lines)}`;
  const first = listUpheavals(groups).map(
    ([what, names]) => `${what}: ${names}`,
  );
  return [...[facts, ...first].map((text) => `- ${escapeText(text)}`), ''];
}

function renderLayers(diff: ImageDiff, isAll: boolean): string[] {
  const { layers } = diff;
  if (layers === null) return [];
  const rows = listLayerRows(layers, isAll).map(
    ([side, size, step, digest, packages]) => {
      const cells = [side, size, step === '–' ? step : cellCode(step)];
      return `| ${cells.join(' | ')} | ${cellCode(digest)} | ${escapeText(packages)} |`;
    },
  );
  const table = [
    '| in | size | made by | digest | packages that differ |',
    '| --- | --: | --- | --- | --- |',
    ...rows,
  ];
  // Open as long as it is short.
  const isOpen = rows.length <= mostOpenRows;
  const shown = isOpen ? [...table, ''] : fold(table, `${rows.length} layers`);
  const pull = describePull(layers).map(escapeText);
  return [
    ...['', `#### ${escapeText(countLayers(layers))}`, ''],
    ...(rows.length > 0 ? shown : []),
    ...pull.flatMap((line, index) => (index === 0 ? [line] : ['', line])),
  ];
}

function fold(table: readonly string[], summary: string): string[] {
  const head = `<details><summary>${summary}</summary>`;
  return [head, '', ...table, '', '</details>', ''];
}

function renderLargest(changes: readonly SizeChange[]): string[] {
  if (changes.length < 2) return [];
  const parts = changes.map(
    ({ name, sizeChange }) => `${code(name)} ${renderSizeChange(sizeChange)}`,
  );
  return [`largest changes of size: ${parts.join(', ')}`, ''];
}

/** The long rest of a group is folded, such as packages that came with the direct ones. */
function renderSection(group: GroupDiff): string[] {
  const rows = listRows(group);
  const asked = rows.filter((row) => row[4] === 'direct');
  const rest = rows.filter((row) => row[4] !== 'direct');
  const title = [`#### ${escapeText(titleOf(group))}`, ''];
  if (rows.length <= mostOpenRows) return [...title, ...tableOf(rows), ''];
  const open = asked.length > 0 ? [...tableOf(asked), ''] : [];
  const summary = `${rest.length} ${asked.length > 0 ? 'more' : 'packages'}`;
  const folded = rest.length > 0 ? fold(tableOf(rest), summary) : [];
  return [...title, ...open, ...folded];
}

function tableOf(rows: readonly Row[]): string[] {
  const lines = rows.map((row) => {
    const [change, name, versions, ...rest] = row;
    const cells = [
      change,
      cellCode(name),
      ...[versions, ...rest].map(escapeText),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| change | package | version | by | asked for | size |',
    '| --- | --- | --- | --- | --- | --: |',
    ...lines,
  ];
}

/** Direct packages first, whether changed, added or removed. */
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
  sizeChange,
}: Changed): Row {
  const bump = direction === null ? level : `${level} ${direction}`;
  const versions = `${from} → ${to}`;
  const size = renderSizeChange(sizeChange);
  return ['changed', name, versions, bump, askedFor(direct), size];
}

function oneSidedRow(
  change: 'added' | 'removed',
  { name, version, direct, sizeChange }: OneSided,
): Row {
  const size = renderSizeChange(sizeChange);
  return [change, name, version, '', askedFor(direct), size];
}

function askedFor(direct: boolean | null): string {
  if (direct === null) return '';
  return direct ? 'direct' : 'transitive';
}

function titleOf(group: GroupDiff): string {
  const { added, removed, changed } = group;
  const counts: [number, string][] = [
    [changed.length, 'changed'],
    [added.length, 'added'],
    [removed.length, 'removed'],
  ];
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`);
  return `${labelGroup(group)}: ${parts.join(', ')}`;
}

function listFoot(diff: InventoryDiff): string[] {
  const same = diff.isDifferent ? [] : ['no package differs'];
  return [...same, ...listSize(diff)];
}

/** Uncompressed layers, as the engine counts them, and what files a container sees. */
function listSize(diff: InventoryDiff): string[] {
  const { from, to, sizeChange, fileSizeChange } = diff;
  return [
    ...sizeLine('image size', [from.size, to.size], sizeChange),
    ...sizeLine('all files', [from.fileSize, to.fileSize], fileSizeChange),
  ];
}

function sizeLine(
  what: string,
  [from, to]: readonly [number | null, number | null],
  change: number | null,
): string[] {
  if (from === null || to === null || change === null) return [];
  const by = change === 0 ? 'the same' : renderSizeChange(change);
  return [`${what}: ${renderSize(from)} → ${renderSize(to)} (${by})`];
}

/** `+2.0 MB`; empty where a side does not record a size. */
function renderSizeChange(bytes: number | null): string {
  if (bytes === null) return '';
  const sign = bytes < 0 ? '−' : bytes > 0 ? '+' : '';
  return `${sign}${renderSize(Math.abs(bytes))}`;
}

/** A single change is easy to see in its group, and is not listed again. */
function listLargest(changes: readonly SizeChange[]): string[] {
  if (changes.length < 2) return [];
  const rows = changes.map((each) => [
    '',
    renderSizeChange(each.sizeChange),
    each.name,
    each.change,
    labelGroup(each),
  ]);
  return ['largest changes of size', ...renderTable(rows), ''];
}
