import { Readable } from 'node:stream';

import { extract } from 'tar-stream';

import { openLayer } from '../../brickyard/src/engine/measure/open-layer';
import type { TestBed } from './test-bed';

/**
 * Whether the text is anywhere in the image as `docker save` writes it: in its
 * layers, unpacked, or in its metadata.
 */
export async function holdsText(
  { engine }: Pick<TestBed, 'engine'>,
  image: string,
  text: string,
): Promise<boolean> {
  const archive = Readable.from(await engine.save(image));
  let isFound = false;
  for await (const blob of archive.pipe(extract())) {
    const [asSaved, unpacked] = [new TextSearch(text), new TextSearch(text)];
    const layer = await openLayer(asSaved.watch(blob as AsyncIterable<Buffer>));
    for await (const chunk of layer ?? []) unpacked.add(chunk);
    isFound ||= asSaved.isFound || unpacked.isFound;
  }
  return isFound;
}

/** Looks through chunks: what it looks for may lie across two. */
class TextSearch {
  isFound = false;
  #end = '';
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  add(chunk: Uint8Array): void {
    const part = this.#end + Buffer.from(chunk).toString('latin1');
    this.isFound ||= part.includes(this.#text);
    this.#end = part.slice(-this.#text.length);
  }

  /** The same chunks, which it sees as they pass. */
  async *watch(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }
}

/** Whether a layer has an entry of this path: a tar pads a name with zeros. */
export function holdsPath(
  bed: TestBed,
  image: string,
  path: string,
): Promise<boolean> {
  return holdsText(bed, image, `${path}\0`);
}

/** Configuration, labels and history as one text. */
export async function describeImage(
  { engine }: TestBed,
  image: string,
): Promise<string> {
  const facts = [await engine.inspect(image), await engine.history(image)];
  return JSON.stringify(facts);
}
