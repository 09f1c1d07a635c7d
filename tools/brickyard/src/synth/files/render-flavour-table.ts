import { escapeText } from '../../outlet/markdown-text';
import type { SynthPackage } from '../model/synth-input';

const header = [
  'name',
  'what it is',
  'kind',
  'languages',
  'runtimes',
  'built on',
];

/** One row for each package, sorted by name. */
export function renderFlavourTable(packages: readonly SynthPackage[]): string {
  const rows = packages.map((item) => [
    `[${escapeText(item.name)}](${encodePath(item.path)})`,
    ...[
      item.description,
      item.kind,
      item.languages.join(', '),
      item.runtimes.join(', '),
      item.builtOn.join(', '),
    ].map(escapeText),
  ]);
  const table = [header, header.map(() => '---'), ...rows].map(renderRow);
  return `\n<!-- prettier-ignore-start -->\n\n${table.join('\n')}\n\n<!-- prettier-ignore-end -->\n\n`;
}

/** A link's target: neither blanks nor brackets end it, nor half a character. */
function encodePath(path: string): string {
  const usual = encodeURI(Buffer.from(path).toString());
  return usual.replaceAll('(', '%28').replaceAll(')', '%29');
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell || '–').join(' | ')} |`;
}
