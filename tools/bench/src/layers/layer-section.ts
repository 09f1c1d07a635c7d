import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderMegabytes, renderTable, type Row } from '../render-figures';
import { type Ecosystem, listSchemes, type Scheme } from './layer-schemes';
import {
  listChanges,
  type LockChange,
  type RecordedChanges,
} from './lock-change';
import { weighChange, type Weight } from './weigh-change';

const kinds = ['small', 'large', 'cascade', 'refresh', 'pins'];

/** Real changes of locks, and how much of the packages each scheme of layers would send. */
export function measureLayers(root: string): string {
  const tables = (['python', 'r'] as const).map((ecosystem) =>
    renderReplay(root, ecosystem),
  );
  return `${tables.join('\n\n')}\n\n${legend}\n`;
}

function renderReplay(root: string, ecosystem: Ecosystem): string {
  const changes = readChanges(ecosystem);
  const packages = changes.flatMap(({ before, after }) => [
    ...before,
    ...after,
  ]);
  const present = kinds.filter((each) =>
    changes.some(({ kind }) => kind === each),
  );
  const figures = ['p50', 'p90', 'max', 'mean'];
  const head = ['packages in', 'layers', ...figures, ...present];
  const rows = listSchemes(root, packages, ecosystem).map((scheme) =>
    renderRow(scheme, changes, present),
  );
  return `### Layers of packages of ${ecosystem}, ${changes.length} changes of a lock\n\n${renderTable(head, rows)}`;
}

/** What is recorded of the lock of `packages/python` or `packages/r`. */
export function readChanges(ecosystem: Ecosystem): LockChange[] {
  const file = join(__dirname, `${ecosystem}-changes.json`);
  return listChanges(JSON.parse(readFileSync(file, 'utf8')) as RecordedChanges);
}

const legend =
  "Bytes that are sent when a layer is sent whole, by the sizes of wheels and of Debian's packages of R. Of each kind of change: the median and the largest share of all packages. small and large: one package more, or another version of one. cascade: one with what it needs. refresh: a night some weeks later, of R a newer Debian. pins: a version that the runtime line pins.";

function renderRow(
  scheme: Scheme,
  changes: readonly LockChange[],
  present: readonly string[],
): Row {
  const weights = changes.map((each) => weighChange(each, scheme.layerOf));
  const sent = weights.map(({ changed }) => changed);
  const mean = sent.reduce((sum, bytes) => sum + bytes, 0) / sent.length;
  const figures = [...[0.5, 0.9, 1].map((part) => quantile(sent, part)), mean];
  return [
    scheme.name,
    String(scheme.layers ?? '–'),
    ...figures.map(renderMegabytes),
    ...present.map((kind) => renderShares(weights, kind)),
  ];
}

function renderShares(weights: readonly Weight[], kind: string): string {
  const shares = weights
    .filter((each) => each.kind === kind)
    .map(({ changed, all }) => (100 * changed) / all);
  return [0.5, 1]
    .map((part) => `${quantile(shares, part).toFixed(0)} %`)
    .join(', ');
}

/** The nearest value that is there. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.max(0, Math.ceil(part * sorted.length) - 1);
  return sorted[at] ?? 0;
}
