import { renderSize } from '../../render-size';
import type { PublishedLayer } from '../names/fetch-published';
import { findMissingLayers, sumSizes } from '../names/find-missing-layers';

/** How the engine's words for what became of a layer begin. */
const outcomes = [
  ['reused', /^(layer )?already exists/i],
  ['mounted', /^mounted from/i],
  ['uploaded', /^push/i],
] as const;

/**
 * `9 layers reused, 2 mounted, 1 uploaded (3.0 MB of 351.8 MB)`. What an engine calls a layer
 * is the start of a digest: of the layer as its registry has it where containerd
 * keeps images, of the unpacked layer where overlay2 does. Nor do they count the
 * same bytes, so these are of the registry: what went over the wire.
 */
export function describeUpload(
  states: ReadonlyMap<string, string>,
  layers: readonly PublishedLayer[],
): string {
  const parts = outcomes.flatMap(([word, pattern]) => {
    const ids = [...states].flatMap(([id, state]) =>
      pattern.test(state) ? [id] : [],
    );
    if (ids.length === 0) return [];
    const size = word === 'uploaded' ? renderBytes(ids, layers) : '';
    return [{ word, count: ids.length, size }];
  });
  const texts = parts.map(({ word, count, size }, index) => {
    const layer = count === 1 ? 'layer ' : 'layers ';
    return `${count} ${index === 0 ? layer : ''}${word}${size}`;
  });
  return texts.length === 0 ? 'no layers' : texts.join(', ');
}

/** Empty where the engine speaks of layers that the registry does not know. */
function renderBytes(
  ids: readonly string[],
  layers: readonly PublishedLayer[],
): string {
  const sizes = ids.map(
    (id) => layers.find((layer) => isCalled(layer, id))?.size,
  );
  if (sizes.includes(undefined)) return '';
  const sum = sizes.reduce<number>((total, size = 0) => total + size, 0);
  return ` (${renderSize(sum)} of ${renderSize(sumSizes(layers))})`;
}

/**
 * `a node that has the last image pulls 3.0 MB`: what is not in that. A node
 * whose engine finds layers only on top of each other downloads those above, too.
 */
export function describeDownload(
  layers: readonly PublishedLayer[],
  last: readonly PublishedLayer[],
): string {
  const more = findMissingLayers(layers, last);
  return `a node that has the last image pulls ${renderSize(sumSizes(more))}`;
}

function isCalled({ digest, unpacked }: PublishedLayer, id: string): boolean {
  return [digest, unpacked].some((name) => name?.startsWith(`sha256:${id}`));
}
