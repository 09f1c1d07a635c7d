import type { Flavour } from '../flavour/flavour';
import { testFlavour } from '../plan/testing/test-images';
import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { TestFolder } from '../testing/test-folder';
import { readLocks } from './read-lock';

const line = findRuntime(builtInRuntimes, '17.3-LTS');
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

function flavour(name: string): Flavour {
  const made = testFlavour(name, 'FROM scratch AS lock\n');
  return { ...made, folder: folder.path(name) };
}

function read(...ancestors: string[]) {
  const below = ancestors.map(flavour);
  return readLocks({ flavour: flavour('team'), ancestors: below, line });
}

describe('readLocks', () => {
  it('reads a lock for each requirements file', () => {
    folder.write('team/requirements.txt', 'pandas\n');
    folder.write('team/lsp-requirements.txt', 'rope\n');
    folder.write('team/locks/17.3-LTS.txt', 'old\n');
    expect(read().map(({ path, text }) => [path, text])).toEqual([
      ['locks/17.3-LTS.lsp.txt', undefined],
      ['locks/17.3-LTS.txt', 'old\n'],
    ]);
  });

  it('follows what a file includes, once, and no further than its folder', () => {
    folder.write(
      'team/requirements.txt',
      '-r more/a.txt\n-c ../x.txt\n-r gone.txt\n',
    );
    folder.write('team/more/a.txt', '-r b.txt\n-r ../requirements.txt\n');
    folder.write('team/more/b.txt', 'six\n');
    folder.write('x.txt', 'secret\n');
    const [lock] = read();
    expect(lock?.files.map(({ path }) => path)).toEqual([
      'requirements.txt',
      'more/a.txt',
      'more/b.txt',
    ]);
  });

  it('reads what the images below ask for, and the lock of the nearest', () => {
    folder.write('team/requirements.txt', 'pandas\n');
    folder.write('team/lsp-requirements.txt', 'rope\n');
    for (const name of ['near', 'far']) {
      folder.write(`${name}/requirements.txt`, `${name}\n`);
      folder.write(`${name}/locks/17.3-LTS.txt`, `${name}==1\n`);
    }
    const [lsp, main] = read('near', 'far');
    const below = main?.ancestors.map(({ files }) => files[0]?.text);
    expect(below).toEqual(['near\n', 'far\n']);
    expect(main?.parentText).toBe('near==1\n');
    expect([lsp?.ancestors, lsp?.parentText]).toEqual([[], undefined]);
  });
});
