import fs from 'node:fs';
import { createServer } from 'node:net';
import { relative } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import { TestFolder } from '../testing/test-folder';
import type { ContextEntry } from './context-entry';
import { type ContextRequest, readContext } from './read-context';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

const copy = (...sources: string[]): ContextUse[] => [
  { kind: 'copy', sources, line: 7 },
];

function read(
  uses: ContextUse[],
  more: Partial<ContextRequest> = {},
): Promise<ContextEntry[]> {
  return readContext({
    folder: folder.root,
    name: 'packages/x',
    uses,
    ...more,
  });
}

async function paths(
  uses: ContextUse[],
  more?: Partial<ContextRequest>,
): Promise<string[]> {
  return (await read(uses, more)).map(({ path }) => path);
}

const ignoring = (text: string) => ({
  ignore: { file: 'packages/x/.dockerignore', text },
});

/** sha256 of `echo` and a line break. */
const echoDigest =
  'sha256:86b0c5a1e2b73b08fd54c727f4458649ed9fe3ad1b6e8ac9460c070113509a1e';

describe('readContext', () => {
  it('tells all that makes a file what it is', async () => {
    folder.write('setup.sh', 'abc', 0o755);
    const mtimeMs = fs.lstatSync(folder.path('setup.sh')).mtimeMs;
    expect(await read(copy('setup.sh'))).toEqual([
      {
        kind: 'file',
        path: 'setup.sh',
        executable: true,
        size: 3,
        digest:
          'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        mtimeMs,
      },
    ]);
  });

  it('hashes a file that is too large to read at once', async () => {
    folder.write('large', 'a'.repeat(1_500_000));
    folder.write('copy', 'a'.repeat(1_500_000));
    folder.write('other', `${'a'.repeat(1_499_999)}b`);
    const entries = await read(copy('.'));
    const [same, large, other] = entries.map(
      (entry) => entry.kind === 'file' && entry.digest,
    );
    expect(large).toBe(same);
    expect(other).not.toBe(same);
  });

  it.each([
    ['.', ['.env', 'a.txt', 'b/c.txt', 'b/d/e.txt', 'b/f.md', 'z.txt']],
    ['a.txt', ['a.txt']],
    ['b', ['b/c.txt', 'b/d/e.txt', 'b/f.md']],
    ['b/d', ['b/d/e.txt']],
    ['*.txt', ['a.txt', 'z.txt']],
    ['b/*.txt', ['b/c.txt']],
    ['*/*/*.txt', ['b/d/e.txt']],
    ['[^a].txt', ['z.txt']],
    ['nothing', []],
  ])('finds what COPY %s reaches', async (source, expected) => {
    for (const path of ['z.txt', 'b/f.md', 'b/d/e.txt', 'a.txt', '.env'])
      folder.write(path, path);
    folder.write('b/c.txt', '');
    fs.mkdirSync(folder.path('empty'));
    expect(await paths(copy(source))).toEqual(expected);
  });

  it('reads every name a file may have, a glob sign only as itself', async () => {
    const names = ['a b', 'naïve.txt', 'star*', '日本.txt', '-rf', 'new\nline'];
    for (const name of names) folder.write(name, name);
    folder.write('starling', '');
    expect(await paths(copy('.'))).toEqual([...names, 'starling'].sort());
    expect(await paths(copy('star\\*'))).toEqual(['star*']);
  });

  it("takes a mount's source as it is", async () => {
    folder.write('a[b/c', '');
    folder.write('*', '');
    const mount = (source: string): ContextUse => {
      return { kind: 'mount', sources: [source], line: 1 };
    };
    expect(await paths([mount('a[b'), mount('*')])).toEqual(['*', 'a[b/c']);
  });

  it('names the line of a pattern that is none', async () => {
    await expect(read(copy('a[b'))).rejects.toMatchObject({
      code: 'CONTEXT_INVALID',
      message: `packages/x/Dockerfile:7: 'a[b' is not a valid pattern`,
    });
  });

  it('skips a socket', async () => {
    folder.write('a', '');
    const server = createServer();
    await new Promise<void>((resolve) =>
      server.listen(folder.path('socket'), resolve),
    );
    expect(await paths(copy('.'))).toEqual(['a']);
    await new Promise((resolve) => server.close(resolve));
  });

  it('leaves out ignored files, whatever copies them', async () => {
    for (const path of ['a.txt', 'b/a.tmp', 'b/keep.tmp', 'Dockerfile'])
      folder.write(path, '');
    const text = '**/*.tmp\n!b/keep.tmp\nDockerfile\n';
    expect(await paths(copy('.'), ignoring(text))).toEqual([
      'a.txt',
      'b/keep.tmp',
    ]);
    expect(await paths(copy('b/a.tmp'), ignoring(text))).toEqual([]);
  });

  it('lists neither ignored folders nor those that nothing reaches', async () => {
    for (const path of ['a/x', 'node_modules/x', 'data/x'])
      folder.write(path, '');
    const spy = jest.spyOn(fs, 'readdirSync');
    await read(copy('a', 'node_modules'), ignoring('node_modules'));
    const listed = spy.mock.calls.map(([at]) =>
      relative(folder.root, String(at)),
    );
    spy.mockRestore();
    expect(listed).toEqual(['', 'a']);
  });

  it('lists an ignored folder when a rule brings something back', async () => {
    folder.write('data/keep/x', '');
    folder.write('data/y', '');
    expect(await paths(copy('.'), ignoring('data\n!data/keep'))).toEqual([
      'data/keep/x',
    ]);
  });
});

describe('what a build adds', () => {
  const added = [{ path: '.brickyard/echo.sh', content: 'echo\n' }];

  it('enters as a file of its own', async () => {
    expect(await read(copy('.brickyard/*'), { added })).toEqual([
      {
        kind: 'file',
        path: '.brickyard/echo.sh',
        content: 'echo\n',
        executable: false,
        size: 5,
        digest: echoDigest,
      },
    ]);
  });

  it('wins over a file on disk, and over .dockerignore', async () => {
    folder.write('.brickyard/echo.sh', 'mine');
    const entries = await read(copy('.brickyard'), {
      ...{ added, ...ignoring('.brickyard') },
    });
    expect(entries).toMatchObject([{ content: 'echo\n' }]);
  });

  it('stays out when nothing copies it', async () => {
    expect(await read(copy('a'), { added })).toEqual([]);
  });

  it('enters by a name that also fits where there is none', async () => {
    const found = await read(copy('.brickyard*/*.sh'), { added });
    expect(found).toMatchObject([{ path: '.brickyard/echo.sh' }]);
  });

  it.each(['.', '*', '.*', '*/echo.sh', '[.]brickyard'])(
    'stays out of COPY %s, which does not name it',
    async (source) => {
      expect(await read(copy(source), { added })).toEqual([]);
    },
  );

  it('is in a whole mount, and in COPY . of an image that nobody keeps', async () => {
    const mount = { kind: 'mount' as const, sources: ['.'], line: 1 };
    const found = [{ path: '.brickyard/echo.sh' }];
    expect(await read([mount], { added })).toMatchObject(found);
    const thrown = { added, isThrownAway: true };
    expect(await read(copy('.'), thrown)).toMatchObject(found);
  });
});

describe('what cannot be read', () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });

  it.each([
    ['readFileSync', 'packages/x/b/a.txt'],
    ['readdirSync', 'packages/x'],
    ['lstatSync', 'packages/x/b/a.txt'],
  ] as const)('%s: is named', async (call, place) => {
    folder.write('b/a.txt', 'a');
    const spy = jest.spyOn(fs, call).mockImplementation(() => {
      throw denied;
    });
    try {
      await expect(read(copy('b'))).rejects.toMatchObject({
        code: 'CONTEXT_UNREADABLE',
        message: `${place}: cannot be read for the build context (EACCES)`,
        cause: denied,
      });
    } finally {
      spy.mockRestore();
    }
  });

  it('a name that is not UTF-8', async () => {
    const bytes = Buffer.from([0x61, 0xff]);
    const place = Buffer.from(`${folder.path('')}/`);
    fs.writeFileSync(Buffer.concat([place, bytes]), '');
    await expect(read(copy('.'))).rejects.toMatchObject({
      code: 'CONTEXT_UNREADABLE',
      message: expect.stringContaining('the name is not UTF-8') as string,
    });
  });

  it('a folder that is gone', async () => {
    const gone = { folder: folder.path('gone') };
    await expect(read(copy('.'), gone)).rejects.toMatchObject({
      code: 'CONTEXT_UNREADABLE',
      message: expect.stringContaining('ENOENT') as string,
    });
  });
});
