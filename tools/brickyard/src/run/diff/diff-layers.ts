import { findMissingLayers } from '../names/find-missing-layers';
import type {
  ComparedLayer,
  LayerDiff,
  LayerTotals,
  SideLayer,
  SideLayers,
} from './layer-diff';

/** Which layers two images share, and what one costs a machine that has the other. */
export function diffLayers(from: SideLayers, to: SideLayers): LayerDiff {
  const lacked = new Set(findMissingLayers(to.layers, from.layers));
  const gone = new Set(findMissingLayers(from.layers, to.layers));
  return {
    from: total(from),
    to: total(to),
    layers: [
      ...mark(to.layers, lacked, 'to'),
      ...mark(from.layers, gone, 'from').filter((each) => each.in === 'from'),
    ],
    pull: sum([...lacked]),
  };
}

/** A layer that an image has twice is missing once: the second one is there by then. */
function mark(
  layers: readonly SideLayer[],
  missing: ReadonlySet<SideLayer>,
  side: 'from' | 'to',
): ComparedLayer[] {
  return layers.map((layer) => {
    return { in: missing.has(layer) ? side : 'both', ...layer };
  });
}

function total({ measure, layers }: SideLayers): LayerTotals {
  return { measure, size: sum(layers) };
}

function sum(layers: readonly SideLayer[]): number | null {
  let bytes = 0;
  for (const { size } of layers) {
    if (size === null) return null;
    bytes += size;
  }
  return bytes;
}
