import type { ContextUse } from '../dockerfile/dockerfile';
import { TestFolder } from '../testing/test-folder';
import { readContext } from './read-context';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

/** `path`, or `path → target` for a link. */
async function read(sources: string[], ignore?: string): Promise<string[]> {
  const uses: ContextUse[] = [{ kind: 'copy', sources, line: 1 }];
  const entries = await readContext({
    folder: folder.root,
    name: 'packages/x',
    uses,
    ignore: ignore === undefined ? undefined : { file: 'x', text: ignore },
  });
  return entries.map((entry) =>
    entry.kind === 'link' ? `${entry.path} → ${entry.target}` : entry.path,
  );
}

describe('linkTargets', () => {
  beforeEach(() => {
    for (const path of ['real/a.txt', 'real/deep/b.txt', 'other.txt', 'z.txt'])
      folder.write(path, path);
  });

  it.each([
    ['a file', 'link', 'other.txt', 'link', ['link → other.txt', 'other.txt']],
    [
      'a folder',
      'link',
      'real',
      'link',
      ['link → real', 'real/a.txt', 'real/deep/b.txt'],
    ],
    [
      'a folder on the way',
      'link',
      'real',
      'link/deep',
      ['link → real', 'real/deep/b.txt'],
    ],
    [
      'a folder on the way of a glob',
      'link',
      'real',
      'li*/*.txt',
      ['link → real', 'real/a.txt'],
    ],
    [
      'what a glob selects',
      'l',
      'other.txt',
      '?',
      ['l → other.txt', 'other.txt'],
    ],
    ['nothing', 'link', 'gone', 'link', ['link → gone']],
    ['itself', 'link', 'link', 'link', ['link → link']],
    ['its own inside', 'link', 'link/x', 'link', ['link → link/x']],
    [
      'the absolute, as the root of the context',
      'link',
      '/other.txt',
      'link',
      ['link → /other.txt', 'other.txt'],
    ],
    [
      'what is above the context, as below its root',
      'link',
      '../../other.txt',
      'link',
      ['link → ../../other.txt', 'other.txt'],
    ],
    [
      'a neighbour, from its own folder',
      'real/link',
      'a.txt',
      'real/link',
      ['real/a.txt', 'real/link → a.txt'],
    ],
    [
      'a path with a slash at its end',
      'link',
      './real/deep/',
      'link',
      ['link → ./real/deep/', 'real/deep/b.txt'],
    ],
  ])('follows a link to %s', async (_what, path, target, source, expected) => {
    folder.link(path, target);
    expect(await read([source])).toEqual(expected);
  });

  it('follows a link to the whole context', async () => {
    folder.link('real/all', '..');
    expect(await read(['real/all'])).toEqual([
      'other.txt',
      'real/a.txt',
      'real/all → ..',
      'real/deep/b.txt',
      'z.txt',
    ]);
  });

  it('follows links to links', async () => {
    folder.link('one', 'two/deep');
    folder.link('two', 'three');
    folder.link('three', 'real');
    expect(await read(['one'])).toEqual([
      'one → two/deep',
      'real/deep/b.txt',
      'three → real',
      'two → three',
    ]);
  });

  it('ends on a circle', async () => {
    folder.link('one', 'two');
    folder.link('two', 'one');
    expect(await read(['one/x'])).toEqual(['one → two', 'two → one']);
  });

  it('copies links inside a copied folder as links', async () => {
    folder.link('real/link', '../other.txt');
    folder.link('real/folder', '../gone');
    expect(await read(['real'])).toEqual([
      'real/a.txt',
      'real/deep/b.txt',
      'real/folder → ../gone',
      'real/link → ../other.txt',
    ]);
  });

  it('does not send what a link leads to when it is ignored', async () => {
    folder.link('link', 'other.txt');
    expect(await read(['link'], 'other.txt')).toEqual(['link → other.txt']);
    expect(await read(['link'], 'link')).toEqual([]);
  });
});
