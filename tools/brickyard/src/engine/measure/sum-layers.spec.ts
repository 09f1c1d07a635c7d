import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

import { packFiles } from '../testing/contract-request';
import { sumLayers } from './sum-layers';

/** `zstd` made it of a tar with one file of 5 bytes. */
const zstdLayer = Buffer.from(
  'KLUv/WQAJ40CAAQDZgAwMDAwNjQ0MDAwMDAwNQAAMDExMTYwACAwAHVzdGFyADAwcm9vdAAAaGVsbG8ADAD3BfBFAvTwEUBTwFA4AMIPQHIgAhg0wLFymZ8AFiZPdxU=',
  'base64',
);

const tarOf = (files: Record<string, string>) => buffer(packFiles(files));

/** An archive as engines save images: blobs, then what names the layers among them. */
async function save(
  blobs: Record<string, Buffer>,
  Layers: readonly string[],
): Promise<Readable> {
  const tar = pack();
  for (const [name, bytes] of Object.entries(blobs)) tar.entry({ name }, bytes);
  const manifest = JSON.stringify([{ Config: 'config', Layers }]);
  tar.entry({ name: 'manifest.json' }, manifest);
  tar.finalize();
  return Readable.from(await buffer(tar));
}

describe('sumLayers', () => {
  it('adds up files, however a layer is packed', async () => {
    const plain = await tarOf({ a: 'four', b: 'x'.repeat(70_000) });
    const blobs = {
      config: Buffer.from('{}'),
      plain,
      gzip: gzipSync(plain),
      zstd: zstdLayer,
    };
    const sum = (...layers: string[]) =>
      save(blobs, layers).then((archive) => sumLayers(archive));
    expect(await sum('plain')).toBe(70_004);
    expect(await sum('gzip')).toBe(70_004);
    expect(await sum('zstd')).toBe(5);
    expect(await sum('plain', 'gzip', 'zstd', 'plain')).toBe(210_017);
    expect(await sum()).toBe(0);
  });

  it('counts neither folders nor second names of a file', async () => {
    const tar = pack();
    tar.entry({ name: 'd', type: 'directory' });
    tar.entry({ name: 'd/a' }, 'seven!!');
    tar.entry({ name: 'd/b', type: 'link', linkname: 'd/a' });
    tar.entry({ name: 'd/c', type: 'symlink', linkname: 'a' });
    tar.finalize();
    const archive = await save({ layer: await buffer(tar) }, ['layer']);
    expect(await sumLayers(archive)).toBe(7);
  });

  it.each([
    ['is missing', {}],
    ['is no tar', { layer: Buffer.from('{}') }],
  ])('rejects when a layer %s', async (_name, blobs) => {
    const archive = await save(blobs, ['layer']);
    await expect(sumLayers(archive)).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('layer') as unknown,
    });
  });
});
