import { extract, type Header } from 'tar-stream';

import { paddingOf, renderTarHeader, type TarEntry } from './tar-header';

const file: TarEntry = { path: 'a', type: 'file', mode: 0o644, size: 0 };

async function readHeader(bytes: Buffer): Promise<Header> {
  const reader = extract();
  const found = new Promise<Header>((resolve, reject) => {
    reader.on('entry', resolve).on('error', reject);
  });
  reader.write(bytes);
  return found;
}

describe('renderTarHeader', () => {
  it.each<[string, TarEntry, Partial<Header>]>([
    ['a file', { ...file, size: 7 }, { name: 'a', type: 'file', size: 7 }],
    ['its mode', { ...file, mode: 0o755 }, { mode: 0o755 }],
    ['a folder', { ...file, type: 'folder' }, { name: 'a', type: 'directory' }],
    [
      'a link',
      { ...file, type: 'link', target: '../b' },
      { type: 'symlink', linkname: '../b' },
    ],
  ])('says %s in one block', async (_case, entry, expected) => {
    const bytes = renderTarHeader(entry);
    expect(bytes).toHaveLength(512);
    expect(await readHeader(bytes)).toMatchObject(expected);
  });

  it('says the same owner and time of all', async () => {
    const mtime = new Date('1980-01-01T00:00:00Z');
    const same = { uid: 0, gid: 0, mtime };
    expect(await readHeader(renderTarHeader(file))).toMatchObject(same);
  });

  it.each([
    ['a name of the most that fits', 'n'.repeat(100), 512],
    ['a name that is too long', 'n'.repeat(101), 1536],
    ['a record whose length gets a digit more', 'n'.repeat(990), 2048],
    ['a name beyond ASCII', 'ü 日', 1536],
    ['a name with a line break', 'a\nb', 1536],
  ])('keeps %s', async (_case, path, length) => {
    const bytes = renderTarHeader({ ...file, path });
    expect(bytes).toHaveLength(length);
    expect((await readHeader(bytes)).name).toBe(path);
  });

  it('keeps a target that is too long', async () => {
    const target = 't'.repeat(300);
    const bytes = renderTarHeader({ ...file, type: 'link', target });
    expect((await readHeader(bytes)).linkname).toBe(target);
  });

  it('keeps a size beyond 8 GiB', async () => {
    const size = 8 * 2 ** 30;
    const bytes = renderTarHeader({ ...file, size });
    expect((await readHeader(bytes)).size).toBe(size);
  });
});

describe('paddingOf', () => {
  it.each([
    [0, 0],
    [1, 511],
    [512, 0],
    [513, 511],
  ])('of %d bytes is %d', (size, padding) => {
    expect(paddingOf(size)).toBe(padding);
  });
});
