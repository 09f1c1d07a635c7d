import type { KeyedImage } from '../../plan/key-images';
import type { PublishedLayer } from '../names/fetch-published';
import { findMissingLayers, sumSizes } from '../names/find-missing-layers';
import type { LayersOf } from './open-layers';
import type { ImageSide } from './read-image-facts';
import type { CostReport } from './report';

export interface WeighQuestion {
  now: KeyedImage;
  /** The image at the base. */
  before: KeyedImage | undefined;
  sides: { now: ImageSide; before: ImageSide };
  layersOf: LayersOf;
}

/** What publishing an image sends; null before it is published. */
export async function weighImage(
  question: WeighQuestion,
): Promise<CostReport | null> {
  const { now, before, sides, layersOf } = question;
  const layers = await layersOf(now, sides.now);
  if (layers === null) return null;
  const last = (before && (await layersOf(before, sides.before))) ?? null;
  const below = await readBelow(question);
  return weighLayers(layers, { last, below });
}

/** Layers of what it is built on, which are uploaded with that. */
async function readBelow(question: WeighQuestion): Promise<PublishedLayer[]> {
  const { now, sides, layersOf } = question;
  const ids = new Set(now.parents.map(({ id }) => id));
  const parents = sides.now.prepared.images.filter(({ id }) => ids.has(id));
  const found = await Promise.all(
    parents.map((parent) => layersOf(parent, sides.now)),
  );
  return found.flatMap((layers) => layers ?? []);
}

interface OtherLayers {
  last: readonly PublishedLayer[] | null;
  below: readonly PublishedLayer[];
}

/** What an image has that neither the last one nor those below have is new to the registry. */
export function weighLayers(
  layers: readonly PublishedLayer[],
  { last, below }: OtherLayers,
): CostReport {
  const there = [...(last ?? []), ...below];
  return {
    size: sumSizes(layers),
    upload: sumSizes(findMissingLayers(layers, there)),
    download: last && sumSizes(findMissingLayers(layers, last)),
  };
}
