import { escapeText } from '../outlet/markdown-text';
import { renderLines } from '../outlet/printable';
import type { NewLine } from '../run/diff/list-new-lines';
import { countUpheavals, describeFacts } from './line-words';

/** Below a plan: what a line brings that flavours are built for the first time. Empty without one. */
export function renderNewLines(lines: readonly NewLine[]): string {
  const told = groupByLine(lines).flatMap(([head, rows]) => [
    head,
    ...rows.map((row) => `  ${row}`),
  ]);
  return renderLines(told);
}

export function renderNewLinesMarkdown(lines: readonly NewLine[]): string {
  return groupByLine(lines)
    .flatMap(([head, rows]) => [
      `- ${escapeText(head)}`,
      ...rows.map((row) => `  - ${escapeText(row)}`),
    ])
    .join('\n');
}

function groupByLine(
  all: readonly NewLine[],
): (readonly [string, readonly string[]])[] {
  const groups = new Map<string, NewLine[]>();
  for (const each of all) {
    const id = `${each.lines.from} ${each.lines.to}`;
    groups.set(id, [...(groups.get(id) ?? []), each]);
  }
  return [...groups.values()].map((same) => [
    describeLine(same),
    same.flatMap(describeFlavour),
  ]);
}

function describeLine([first]: readonly NewLine[]): string {
  if (first === undefined) return '';
  const { from, to } = first.lines;
  return `new line ${to}, beside ${from}: ${describeFacts(first.lines)}`;
}

function describeFlavour({ flavour, lines, groups }: NewLine): string[] {
  const counted = countUpheavals(groups);
  if (counted === '') return [];
  const { from, to } = lines;
  return [
    `${flavour}: ${counted}; npx brickyard diff ${flavour}@${from} ${flavour}@${to}`,
  ];
}
