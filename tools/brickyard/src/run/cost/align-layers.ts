import type { LayerInputs } from '../../dockerfile/list-layer-inputs';
import type { PublishedLayer } from '../names/fetch-published';

export interface AlignedLayers {
  /** Of the image that the Dockerfile starts from. */
  inherited: PublishedLayer[];
  /** What the Dockerfile adds, each with what can change it. */
  own: { layer: PublishedLayer; inputs: LayerInputs }[];
}

/**
 * Which instruction has made which layer, from the last one on: what an image
 * starts from adds an unknown number. `undefined` where the image has not been made
 * by these instructions.
 */
export function alignLayers(
  layers: readonly PublishedLayer[],
  instructions: readonly LayerInputs[],
): AlignedLayers | undefined {
  const rest = [...layers];
  const own: AlignedLayers['own'] = [];
  for (const inputs of [...instructions].reverse()) {
    const layer = rest.at(-1);
    const isMade = layer?.step?.startsWith(`${inputs.keyword} `) === true;
    // A folder that is there already makes no layer with every builder.
    if (!isMade && inputs.keyword === 'WORKDIR') continue;
    if (layer === undefined || !isMade) return undefined;
    rest.pop();
    own.unshift({ layer, inputs });
  }
  return { inherited: rest, own };
}
