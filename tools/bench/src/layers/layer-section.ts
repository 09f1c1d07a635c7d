import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderMegabytes, renderTable, type Row } from '../render-figures';
import { listSchemes, type Scheme } from './layer-schemes';
import {
  listChanges,
  type LockChange,
  type RecordedChanges,
} from './lock-change';
import { weighChange, type Weight } from './weigh-change';

const kinds = ['small', 'large', 'cascade', 'refresh', 'pins'];

/** Real changes of a lock, and how much of the packages each scheme of layers would send. */
export function measureLayers(root: string): string {
  const file = join(__dirname, 'changes.json');
  const text = readFileSync(file, 'utf8');
  const changes = listChanges(JSON.parse(text) as RecordedChanges);
  const packages = changes.flatMap(({ before, after }) => [
    ...before,
    ...after,
  ]);
  const head = ['packages in', 'layers', 'p50', 'p90', 'max', 'mean', ...kinds];
  const rows = listSchemes(root, packages).map((scheme) =>
    renderRow(scheme, changes),
  );
  return `### Layers of packages, ${changes.length} changes of a lock\n\n${renderTable(head, rows)}\n\n${legend}\n`;
}

const legend =
  'Bytes that are sent when a layer is sent whole, by the sizes of wheels. Of each kind of change: the median and the largest share of all packages. small and large: one package more, or another version of one. cascade: one with what it needs. refresh: a night some weeks later. pins: a version that the runtime line pins.';

function renderRow(scheme: Scheme, changes: readonly LockChange[]): Row {
  const weights = changes.map((each) => weighChange(each, scheme.layerOf));
  const sent = weights.map(({ changed }) => changed);
  const mean = sent.reduce((sum, bytes) => sum + bytes, 0) / sent.length;
  const figures = [...[0.5, 0.9, 1].map((part) => quantile(sent, part)), mean];
  return [
    scheme.name,
    String(scheme.layers ?? '–'),
    ...figures.map(renderMegabytes),
    ...kinds.map((kind) => renderShares(weights, kind)),
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
