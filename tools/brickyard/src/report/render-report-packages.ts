import { labelOf } from '../ecosystems/label-group';
import { cellCode, code, escapeText } from '../outlet/markdown-text';
import { shorten } from '../shorten';
import type { GroupDiff } from '../versioning/inventory-diff';
import { listPackageRows, type PackageRow } from './package-rows';
import { countDifferences } from './report-words';

/** Rows that are not folded, where no package is direct. */
const mostOpenRows = 10;
/** Rows of direct packages that are not folded. */
const mostDirect = 60;

/** A table for each place: the direct packages, and folded the ones that came along. */
export function renderPackageGroups(
  groups: readonly GroupDiff[],
  withRest: boolean,
): string[] {
  return groups.flatMap((group) => {
    const rows = listPackageRows(group);
    const direct = rows.filter((row) => row.direct);
    const rest = rows.filter((row) => !row.direct);
    return [
      titleOf(group),
      '',
      ...renderDirect(direct, withRest),
      ...renderRest(rest, { withRest, isAlone: direct.length === 0 }),
    ];
  });
}

function titleOf(group: GroupDiff): string {
  const { ecosystem, environment } = group;
  const place = environment === null ? '' : ` ${code(environment)}`;
  return `**${escapeText(labelOf(ecosystem))}**${place}: ${countDifferences([group])}`;
}

function renderDirect(rows: readonly PackageRow[], isWhole: boolean): string[] {
  if (rows.length === 0) return [];
  const shown = isWhole ? rows : rows.slice(0, mostDirect);
  const hidden = rows.length - shown.length;
  const more = hidden > 0 ? [`and ${hidden} more that are asked for`, ''] : [];
  return [...renderRows(shown), '', ...more];
}

function renderRest(
  rows: readonly PackageRow[],
  { withRest, isAlone }: { withRest: boolean; isAlone: boolean },
): string[] {
  if (rows.length === 0) return [];
  const isShort = isAlone && rows.length <= mostOpenRows;
  if (isShort) return [...renderRows(rows), ''];
  const summary = isAlone
    ? `${rows.length} packages`
    : `${rows.length} more, which came along`;
  if (!withRest) return [summary, ''];
  return [
    `<details><summary>${summary}</summary>`,
    '',
    ...renderRows(rows),
    '',
    '</details>',
    '',
  ];
}

function renderRows(rows: readonly PackageRow[]): string[] {
  const isSized = rows.some(({ size }) => size !== '');
  const head = ['package', 'version', 'bump', ...(isSized ? ['size'] : [])];
  const lines = rows.map(({ name, change, bump, size }) => [
    cellCode(shorten(name, 120)),
    escapeText(shorten(change, 160)),
    bump,
    ...(isSized ? [size] : []),
  ]);
  const ruler = head.map((title) => (title === 'size' ? '--:' : '---'));
  return [head, ruler, ...lines].map((cells) => `| ${cells.join(' | ')} |`);
}
