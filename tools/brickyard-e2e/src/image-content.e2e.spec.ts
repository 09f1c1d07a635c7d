import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

import type { EngineProbe } from './engine-probe';
import { holdsText } from './image-content';

/** `zstd` made it of a tar with one file that says hello. */
const zstdLayer =
  'KLUv/WQAJ40CAAQDZgAwMDAwNjQ0MDAwMDAwNQAAMDExMTYwACAwAHVzdGFyADAwcm9vdAAAaGVsbG8ADAD3BfBFAvTwEUBTwFA4AMIPQHIgAhg0wLFymZ8AFiZPdxU=';

async function holds(layer: Buffer, text: string): Promise<boolean> {
  const tar = pack();
  tar.entry({ name: 'blobs/sha256/1' }, layer);
  tar.finalize();
  const bytes = await buffer(tar);
  // In small pieces, so that some text lies across two.
  const save = () =>
    Promise.resolve(
      Readable.from(
        Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
          bytes.subarray(index * 7, index * 7 + 7),
        ),
      ),
    );
  return holdsText({ engine: { save } as unknown as EngineProbe }, 'x', text);
}

// Without these a search for a secret might look at compressed bytes and pass.
describe('the search for a text in an image', () => {
  const tar = pack();
  tar.entry({ name: 'f' }, 'hello');
  tar.finalize();

  it('looks into layers that are packed with nothing, gzip and zstd', async () => {
    const plain = await buffer(tar);
    const layers = [plain, gzipSync(plain), Buffer.from(zstdLayer, 'base64')];
    for (const layer of layers) {
      expect(await holds(layer, 'hello')).toBe(true);
      expect(await holds(layer, 'world')).toBe(false);
    }
    expect(gzipSync(plain).includes('hello')).toBe(false);
  });

  it('looks into what is no layer', async () => {
    expect(await holds(Buffer.from('{"a":"hello"}'), 'hello')).toBe(true);
  });
});
