import { summarize } from './statistics';

/** Cells of a row, as text. */
export type Row = readonly string[];

export function renderTable(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  // Everything but the first column is figures.
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** `0.51 (0.49–0.58)`, or `–` when nothing was measured. */
export function renderSpread(values: readonly number[], digits = 2): string {
  const summary = summarize(values);
  if (summary === undefined) return '–';
  const [median, min, max] = [summary.median, summary.min, summary.max].map(
    (value) => value.toFixed(digits),
  );
  return `**${median}** (${min}–${max})`;
}

export function renderMegabytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${(bytes / 1e6).toFixed(1)} MB`;
}
