import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { extract } from 'tar-stream';

import { BrickyardError } from '../../errors';
import { openLayer } from './open-layer';

/**
 * The bytes of all files in all layers of an image, of which `docker save` wrote
 * the archive. A file that a later layer replaces or removes counts, as a machine
 * that unpacks the image stores it; folders and what a disk rounds up do not. This
 * is what an engine without containerd's store calls the image's size.
 */
export async function sumLayers(
  archive: AsyncIterable<Uint8Array>,
): Promise<number> {
  const sizes = new Map<string, number>();
  let manifest = '[]';
  for await (const entry of Readable.from(archive).pipe(extract())) {
    const { name } = entry.header;
    if (name === 'manifest.json') manifest = await text(entry);
    else {
      const layer = await openLayer(entry as AsyncIterable<Uint8Array>);
      if (layer !== undefined) sizes.set(name, await sumFiles(layer));
    }
  }
  return addUp(listLayers(manifest), sizes);
}

async function sumFiles(layer: AsyncIterable<Uint8Array>): Promise<number> {
  let sum = 0;
  for await (const entry of Readable.from(layer).pipe(extract())) {
    const { type, size = 0 } = entry.header;
    if (type === 'file' || type === 'contiguous-file') sum += size;
    entry.resume();
  }
  return sum;
}

/** https://github.com/moby/docker-image-spec/blob/main/v1.2.md (manifest.json) */
function listLayers(manifest: string): string[] {
  const [image] = JSON.parse(manifest) as { Layers?: string[] }[];
  return image?.Layers ?? [];
}

function addUp(
  layers: readonly string[],
  sizes: ReadonlyMap<string, number>,
): number {
  const lost = layers.find((layer) => !sizes.has(layer));
  if (lost !== undefined) {
    const message = `the engine saved an image without its layer ${lost}`;
    throw new BrickyardError('ENGINE_FAILED', message);
  }
  return layers.reduce((sum, layer) => sum + (sizes.get(layer) ?? 0), 0);
}
