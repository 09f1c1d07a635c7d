import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { extract, type Header } from 'tar-stream';

import { TestFolder } from '../testing/test-folder';
import type { ContextEntry } from './context-entry';
import { packContext } from './pack';
import { readContext } from './read-context';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

const dockerfile = 'FROM ubuntu@sha256:1\n';
/** Beyond what is read at once. */
const largeSize = 3_000_000;

function readAll(at = folder): Promise<ContextEntry[]> {
  const uses = [{ kind: 'copy' as const, sources: ['.'], line: 1 }];
  return readContext({ folder: at.root, name: 'packages/x', uses });
}

function pack(entries: readonly ContextEntry[], at = folder): Readable {
  return packContext({
    folder: at.root,
    name: 'packages/x',
    entries,
    dockerfile,
  });
}

type Unpacked = Pick<Header, 'type' | 'mode' | 'linkname'> & { text: string };

async function unpack(tar: Readable): Promise<Map<string, Unpacked>> {
  const found = new Map<string, Unpacked>();
  const reader = extract();
  reader.on(
    'entry',
    ({ name, type, mode, linkname, ...rest }, stream, next) => {
      expect(rest).toMatchObject({
        mtime: new Date('1980-01-01'),
        uid: 0,
        gid: 0,
      });
      void buffer(stream).then((bytes) => {
        found.set(name, { type, mode, linkname, text: bytes.toString() });
        next(null);
      });
    },
  );
  for await (const chunk of tar) reader.write(chunk);
  reader.end(null);
  return found;
}

function openFiles(): number {
  return fs.readdirSync('/dev/fd').length;
}

describe('packContext', () => {
  it('holds every entry, folders first, and nothing of this machine', async () => {
    folder.write('a/b/run.sh', 'echo\n', 0o711);
    folder.write('a/data', 'data', 0o600);
    folder.write('empty', '');
    folder.link('a/link', '../empty');
    const found = await unpack(pack(await readAll()));
    const none = { linkname: null, text: '' };
    expect([...found]).toEqual([
      ['a', { ...none, type: 'directory', mode: 0o755 }],
      ['a/b', { ...none, type: 'directory', mode: 0o755 }],
      ['Dockerfile', { ...none, type: 'file', mode: 0o644, text: dockerfile }],
      ['a/b/run.sh', { ...none, type: 'file', mode: 0o755, text: 'echo\n' }],
      ['a/data', { ...none, type: 'file', mode: 0o644, text: 'data' }],
      [
        'a/link',
        { type: 'symlink', mode: 0o644, linkname: '../empty', text: '' },
      ],
      ['empty', { ...none, type: 'file', mode: 0o644 }],
    ]);
  });

  it('holds a folder that a pattern looks into, and finds nothing there', async () => {
    folder.write('file', '');
    folder.write('some/a.txt', '');
    const entries = await readAll();
    const copy = (...sources: string[]) => {
      return { kind: 'copy' as const, sources, line: 1 };
    };
    const uses = [
      copy('locks/1.apt.txt*', 'deep/er/[a]/b*', 'some/*', 'top*', 'plain/x'),
      copy('file/x*'),
      { ...copy('mounted/x*'), kind: 'mount' as const },
    ];
    const packed = { folder: folder.root, name: 'packages/x', dockerfile };
    const tar = packContext({ ...packed, entries, uses });
    const names = [...(await unpack(tar))]
      .filter(([, { type }]) => type === 'directory')
      .map(([name]) => name);
    expect(names).toEqual(['deep', 'deep/er', 'locks', 'some']);
  });

  it('sends the Dockerfile it is given, once', async () => {
    folder.write('Dockerfile', 'FROM ubuntu\n', 0o755);
    const found = await unpack(pack(await readAll()));
    expect([...found.keys()]).toEqual(['Dockerfile']);
    expect(found.get('Dockerfile')).toMatchObject({
      text: dockerfile,
      mode: 0o644,
    });
  });

  it('sends what a build adds', async () => {
    const content = 'pandas==2 # ü\n';
    const added = [{ path: '.brickyard/constraints.txt', content }];
    const entries = await readContext({
      folder: folder.root,
      name: 'packages/x',
      uses: [{ kind: 'copy', sources: ['.brickyard'], line: 1 }],
      added,
    });
    const found = await unpack(pack(entries));
    expect(found.get('.brickyard/constraints.txt')?.text).toBe(content);
  });

  it.each([
    'a'.repeat(99),
    `${'b/'.repeat(70)}c`,
    `${'d/'.repeat(150)}e`,
    'ü 日',
  ])('keeps a name of any length: %#', async (name) => {
    folder.write(name, 'text');
    folder.link('link', `${'x/'.repeat(100)}y`);
    const found = await unpack(pack(await readAll()));
    expect(found.get(name)?.text).toBe('text');
    expect(found.get('link')?.linkname).toHaveLength(201);
  });

  it('is the same bytes for the same input', async () => {
    const other = new TestFolder();
    for (const at of [other, folder]) {
      at.write('a/large', 'x'.repeat(largeSize));
      at.write('a/text', 'text');
      at.link('link', 'a/text');
    }
    fs.chmodSync(other.path('a/text'), 0o666);
    fs.utimesSync(other.path('a/large'), 1, 1);
    if (process.getuid?.() === 0) fs.chownSync(other.path('a/text'), 12, 34);
    const [one, two] = await Promise.all(
      [folder, other].map(async (at) => buffer(pack(await readAll(at), at))),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    other.close();
  });

  it('pipes large files between small ones', async () => {
    const texts = { a: '1', b: 'x'.repeat(largeSize), c: '2', d: 'y' };
    for (const [name, text] of Object.entries(texts)) folder.write(name, text);
    const found = await unpack(pack(await readAll()));
    for (const [name, text] of Object.entries(texts))
      expect(found.get(name)?.text === text).toBe(true);
  });
});

describe('a file that changes before it is packed', () => {
  const shapes = { small: 10, large: largeSize };
  const changes: [string, () => void, string][] = [
    ['grows', () => fs.appendFileSync(folder.path('a/x'), 'y'), 'CHANGED'],
    ['shrinks', () => fs.truncateSync(folder.path('a/x'), 3), 'CHANGED'],
    [
      'is written anew',
      () => fs.utimesSync(folder.path('a/x'), 1, 1),
      'CHANGED',
    ],
    ['is gone', () => folder.remove('a/x'), 'UNREADABLE'],
  ];

  it.each(
    Object.entries(shapes).flatMap(([shape, size]) =>
      changes.map(
        ([change, make, code]) => [shape, change, size, make, code] as const,
      ),
    ),
  )('%s: one that %s fails the stream', async (_s, _c, size, make, code) => {
    folder.write('a/x', 'x'.repeat(size));
    const entries = await readAll();
    make();
    await expect(buffer(pack(entries))).rejects.toMatchObject({
      code: `CONTEXT_${code}`,
      message: expect.stringContaining('packages/x/a/x: ') as string,
    });
  });
});

describe('a reader that stops', () => {
  it('ends the work, and leaves no file open', async () => {
    folder.write('a', 'x'.repeat(20_000_000));
    folder.write('b', 'x');
    const entries = await readAll();
    const before = openFiles();
    const tar = pack(entries);
    for await (const _chunk of tar) break;
    expect(tar.destroyed).toBe(true);
    // A thread closes it when the current read has ended.
    for (let turn = 0; turn < 9999 && openFiles() > before; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    expect(openFiles()).toBe(before);
  });

  it('that never starts costs nothing', async () => {
    folder.write('a', 'x');
    const entries = await readAll();
    const spy = jest.spyOn(fs, 'openSync');
    pack(entries).destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });

  it('takes little memory, however large a file is', async () => {
    folder.write('sparse', '');
    fs.truncateSync(folder.path('sparse'), 300_000_000);
    const entries = await readAll();
    const before = process.memoryUsage().rss;
    let size = 0;
    let most = before;
    for await (const chunk of pack(entries)) {
      size += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(size).toBeGreaterThan(300_000_000);
    expect(most - before).toBeLessThan(100_000_000);
  });
});
