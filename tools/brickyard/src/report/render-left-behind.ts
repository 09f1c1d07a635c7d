import { renderPlace } from '../errors';
import { renderLines } from '../outlet/printable';
import type { LeftBehind } from '../run/lock/list-left-behind';
import { shorten } from '../shorten';
import { renderTable } from './render-table';

/** So many that a line can be read. */
const mostPlaces = 3;
const widest = 160;

/** In one place, who could not come to a line, why, and what to do. Empty where everybody could. */
export function renderLeftBehind(all: readonly LeftBehind[]): string {
  const lines = [...new Set(all.map(({ line }) => line))];
  return renderLines(
    lines.flatMap((line) =>
      renderLine(
        line,
        all.filter((each) => each.line === line),
      ),
    ),
  );
}

function renderLine(line: string, all: readonly LeftBehind[]): string[] {
  const rows = all.map((each) => ['', each.flavour, explain(each)]);
  return [
    `could not be moved to ${line}:`,
    ...renderTable(rows),
    `mend these lines and lock again, or leave the flavours where they are:`,
    ...listCommands(line, all).map((command) => `  ${command}`),
  ];
}

function explain({ reasons, places, below }: LeftBehind): string {
  const [reason] = reasons;
  if (reason === undefined)
    return below === null
      ? 'not tried'
      : `is built on ${below}, which could not`;
  const named = [...new Set(places.map(renderPlace))];
  const hidden = named.length - mostPlaces;
  const more = hidden > 0 ? ` and ${hidden} more` : '';
  const where = named.slice(0, mostPlaces).join(', ');
  const text = shorten(reason.replace(/:$/, ''), widest);
  return where === '' ? text : `${where}${more}: ${text}`;
}

/** One for each line that they stay on. */
function listCommands(line: string, all: readonly LeftBehind[]): string[] {
  const others = [...new Set(all.map(({ other }) => other))];
  return others.map((other) => {
    const names = all
      .filter((each) => each.other === other)
      .map(({ flavour }) => flavour);
    return `npx nx g brickyard:runtime ${other} --upgrade=${names.join(',')} --replace=${line}`;
  });
}
