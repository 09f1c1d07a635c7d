import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { listLinkFolders, listLocalSources } from './local-files';
import { placeLocalFiles } from './place-local-files';
import { readLocalFiles } from './read-local-files';

const wheel = 'wheels/loc-1.0-py3-none-any.whl';
let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'local-files-'));
  folder = join(root, 'packages/geo');
  mkdirSync(folder, { recursive: true });
  for (const path of [
    wheel,
    'wheels/README.md',
    'sub/wheels/sub-1.0-py3-none-any.whl',
    'my files/src_pkg-2.0.tar.gz',
    'lib/pyproject.toml',
  ])
    write(path);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function read(text: string, path = 'requirements.txt') {
  const owner = { folder, path: 'packages/geo' };
  return readLocalFiles(owner, [{ path, text }]);
}

describe('readLocalFiles', () => {
  it.each([
    ['a path', `./${wheel}`],
    ['a path without a dot', wheel],
    ['a path with a marker', `./${wheel} ; python_version > "3"`],
    ['a URL', `file:./${wheel}`],
    ['a URL without a dot', `file:${wheel}`],
    ['a name and a URL', `loc @ file:./${wheel}`],
    ['a detour', `./wheels/../${wheel}`],
    ['a folder to look in', '--find-links ./wheels'],
    ['the same with =', '--find-links=wheels/'],
    ['the short option', '-f wheels'],
  ])('takes what is named by %s', (_how, line) => {
    const { files, problems } = read(`pandas\n${line}\n`);
    expect(problems).toEqual([]);
    const digest = createHash('sha256').update(wheel).digest('hex');
    expect(files).toEqual([{ path: wheel, digest: `sha256:${digest}` }]);
  });

  it('starts packages at the folder, and --find-links at its list', () => {
    const sub = 'sub/wheels/sub-1.0-py3-none-any.whl';
    const paths = (text: string) =>
      read(text, 'sub/more.txt').files.map(({ path }) => path);
    expect(paths('--find-links ./wheels')).toEqual([sub]);
    expect(paths('--find-links sub/wheels')).toEqual([sub]);
    expect(paths(`./${sub}`)).toEqual([sub]);
    expect(paths(`./${wheel}`)).toEqual([wheel]);
  });

  it('knows what is built, and where packages are looked for', () => {
    const local = read('file:./my%20files/src_pkg-2.0.tar.gz\n-f wheels\n');
    expect(listLocalSources(local)).toEqual(['src-pkg']);
    expect(listLinkFolders(local)).toEqual(['wheels']);
  });

  it.each([
    'pandas',
    'x @ https://h/x-1.0.tar.gz',
    'https://h/x-1.0.tar.gz',
    'not a line',
  ])('leaves %p alone', (line) => {
    expect(read(line)).toEqual({ references: [], files: [], problems: [] });
  });

  it.each([
    [
      './wheels/other-1.0-py3-none-any.whl',
      'packages/geo/wheels/other-1.0-py3-none-any.whl does not exist',
    ],
    ['-f ./none', 'packages/geo/none does not exist'],
    ['-f lib', 'there is no wheel or archive in packages/geo/lib'],
    [`-f ${wheel}`, `packages/geo/${wheel} is a file, not a folder`],
    ['../gecko/x-1.0-py3-none-any.whl', 'is outside of packages/geo, which'],
    ['-f ../wheels', 'is outside of packages/geo, which'],
    ['-f wheels/../../geo2', 'is outside of packages/geo, which'],
    ['x @ file:///home/conda/x-1.0.tar.gz', 'is a path of one machine'],
    ['file://localhost/srv/x-1.0.tar.gz', 'is a path of one machine'],
    ['/srv/x-1.0-py3-none-any.whl', 'is a path of one machine'],
    ['./lib', 'is a folder, which has no hash'],
  ])('refuses %p', (line, message) => {
    const { problems, files } = read(`pandas\n${line}`);
    expect(files).toEqual([]);
    expect(problems).toEqual([
      {
        place: { file: 'packages/geo/requirements.txt', line: 2 },
        message: expect.stringContaining(message) as string,
      },
    ]);
  });

  it('refuses a link that leads out', () => {
    writeFileSync(join(root, 'x-1.0-py3-none-any.whl'), 'x');
    symlinkSync(root, join(folder, 'out'));
    const [problem] = read('./out/x-1.0-py3-none-any.whl').problems;
    expect(problem?.message).toContain('is outside of packages/geo');
  });
});

describe('placeLocalFiles', () => {
  it.each([
    ['# a\n\npandas\n', '# a\n\npandas\n'],
    [`./${wheel}`, `loc @ file:./${wheel}\n`],
    [
      `pandas # x\n${wheel} ; python_version > "3"`,
      `pandas\nloc @ file:./${wheel} ; python_version > "3"\n`,
    ],
    [`loc @ file:${wheel}#sha256=ab`, `loc @ file:./${wheel}#sha256=ab\n`],
    [
      'file:./my%20files/src_pkg-2.0.tar.gz',
      'src-pkg @ file:./my%20files/src_pkg-2.0.tar.gz\n',
    ],
    ['--find-links wheels', '--find-links ./wheels\n'],
    ['-fwheels', '-f./wheels\n'],
  ])('writes %j as %j', (text, placed) => {
    const list = { path: 'requirements.txt', text };
    expect(placeLocalFiles(list, read(text))).toBe(placed);
  });

  it('writes where the folder is for another image', () => {
    const text = `./${wheel}\n-f wheels\n`;
    const list = { path: 'lists/more.txt', text };
    expect(placeLocalFiles(list, read(text, list.path), 'up/1-geo')).toBe(
      `loc @ file:./up/1-geo/${wheel}\n-f ./../wheels\n`,
    );
  });
});
