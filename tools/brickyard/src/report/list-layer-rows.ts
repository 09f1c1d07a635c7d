import { renderSize } from '../render-size';
import type {
  ComparedLayer,
  LayerDiff,
  LayerTotals,
} from '../run/diff/layer-diff';
import { shortenHashes } from '../shorten';

/** Which side has it, size, the instruction that made it, digest, packages. */
export type LayerRow = readonly [string, string, string, string, string];

/** More packages of a layer are counted, not named. */
const mostNames = 3;

const words = { both: 'both', from: 'only from', to: 'only to' } as const;

/** Layers that only one side has; with `isAll` those of both, too. */
export function listLayerRows(
  { layers }: LayerDiff,
  isAll: boolean,
): LayerRow[] {
  return layers
    .filter((layer) => isAll || layer.in !== 'both')
    .map((layer) => [
      words[layer.in],
      layer.size === null ? '–' : renderSize(layer.size),
      layer.step ?? '–',
      shortenHashes(layer.digest ?? layer.unpacked ?? ''),
      listNames(layer),
    ]);
}

function listNames({ packages = [] }: ComparedLayer): string {
  const hidden = packages.length - mostNames;
  const shown = packages.slice(0, mostNames).join(', ');
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

/** `layers: 12 in both (334.5 MB), 2 only from, 2 only to` */
export function countLayers({ layers }: LayerDiff): string {
  const parts = (['both', 'from', 'to'] as const).flatMap((side) => {
    const found = layers.filter((layer) => layer.in === side);
    if (found.length === 0) return [];
    const word = side === 'both' ? 'in both' : words[side];
    return [`${found.length} ${word}${renderSum(found)}`];
  });
  return `layers: ${parts.length === 0 ? 'none' : parts.join(', ')}`;
}

function renderSum(layers: readonly ComparedLayer[]): string {
  const sizes = layers.map(({ size }) => size);
  if (sizes.includes(null)) return '';
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  return ` (${renderSize(bytes)})`;
}

/** What the second image costs a node that has the first. */
export function describePull({ from, to, pull }: LayerDiff): string[] {
  const isAlike = from.measure === to.measure;
  const note = `layers of the first are ${describeMeasure(from)}, those of the second ${describeMeasure(to)}: do not compare their sizes`;
  return [...(isAlike ? [] : [note]), describeCost({ to, pull })];
}

function describeCost({ to, pull }: Pick<LayerDiff, 'to' | 'pull'>): string {
  const node = 'a node that has the first';
  if (pull === 0) return `${node} pulls nothing for the second`;
  if (pull === null || to.size === null)
    return `what ${node} pulls for the second is not known: the engine does not tell the sizes of its layers`;
  const bytes = `${renderSize(pull)} of ${renderSize(to.size)}`;
  return to.measure === 'download'
    ? `${node} pulls ${bytes} for the second`
    : `${node} lacks ${bytes} of the second, as the engine stores it; compressed it is less`;
}

function describeMeasure({ measure }: LayerTotals): string {
  return measure === 'download' ? 'compressed' : 'unpacked';
}
