import { showLine } from '../outlet/show-controls';

/**
 * Columns padded to their widest cell, two spaces apart; no trailing blanks. A
 * cell is one line, whatever it holds.
 */
export function renderTable(table: readonly (readonly string[])[]): string[] {
  const rows = table.map((row) => row.map(showLine));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(
      (cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)),
    );
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
