import { TestFolder } from '../testing/test-folder';
import { type CheckedFolders, checkFolders } from './check-folders';

const manifest = (name: string) => JSON.stringify({ name });

describe('checkFolders', () => {
  type Row = [what: string, files: Record<string, string>, said: string[]];
  it.each<Row>([
    ['nothing of sound folders', { 'a/package.json': manifest('a') }, []],
    ['nothing of a scope', { 'a/package.json': manifest('@team/a') }, []],
    ['nothing of a Dockerfile alone', { 'a/Dockerfile': '' }, []],
    [
      'a flavour without package.json',
      { 'a/image.ts': '' },
      ['packages/a/package.json: is missing'],
    ],
    [
      'a name of two',
      { 'a/package.json': manifest('x'), 'b/package.json': manifest('x') },
      ["packages/b/package.json: name 'x' is already the name of packages/a"],
    ],
    [
      'a name that is that of a folder without one',
      { 'a/package.json': '{}', 'b/package.json': manifest('a') },
      ["packages/b/package.json: name 'a' is already the name of packages/a"],
    ],
    [
      'a folder that no image can be named after',
      { 'Geo/package.json': '{}' },
      ["packages/Geo: the folder's name is also the image's"],
    ],
    [
      'all of them',
      { 'a/image.ts': '', 'b_/package.json': '{}' },
      ['packages/a/package.json: ', 'packages/b_: '],
    ],
    [
      'a package.json that is not JSON',
      { 'a/package.json': '{' },
      ['packages/a/package.json:1: is not JSON'],
    ],
  ])('names %s', (_what, files, said) => {
    const paths = Object.entries(files).map(
      ([path, text]) => [`packages/${path}`, text] as const,
    );
    const folder = new TestFolder(Object.fromEntries(paths));
    const names = Object.keys(files).map((path) => path.replace(/\/.*/, ''));
    const found = messageOf(checkFolders(folder.root, names).faults);
    folder.close();
    expect(found.split('\n').filter(Boolean)).toEqual(
      said.map((text) => expect.stringContaining(text) as string),
    );
  });
});

function messageOf(faults: CheckedFolders['faults']): string {
  const errors = [...faults.values()];
  for (const error of errors)
    expect(error).toMatchObject({ code: 'FLAVOUR_INVALID' });
  return errors.map(({ message }) => message).join('\n');
}
