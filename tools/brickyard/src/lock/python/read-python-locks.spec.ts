import { readdirSync } from 'node:fs';

import { testFlavour, testImages } from '../../plan/testing/test-images';
import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { TestFolder } from '../../testing/test-folder';
import { createReader } from '../create-reader';
import type { LockOwner } from '../kind/lock-owner';
import { readPythonLocks } from './read-python-locks';

const line = findRuntime(builtInRuntimes, '17.3-LTS');
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

/** An image, nearest parent first. */
function owner(
  dockerfile: string,
  name: string,
  ...below: string[]
): LockOwner {
  const [image] = testImages([testFlavour(name, dockerfile)]);
  if (image === undefined) throw new Error('no image');
  const [parent, ...more] = below;
  const base =
    parent === undefined ? parent : owner(dockerfile, parent, ...more);
  const flavour = { ...image.flavour, folder: folder.path(name) };
  const parents = base ? [base] : [];
  return {
    ...{ ...image, flavour, base, parents },
    listFiles: () => readdirSync(flavour.folder).sort(),
    takesLock: () => false,
  };
}

function read(...ancestors: string[]) {
  const team = owner('FROM scratch AS lock\n', 'team', ...ancestors);
  return readPythonLocks({ ...team, line }, createReader());
}

describe('readPythonLocks', () => {
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

  it('leaves out those that the build does not take', () => {
    folder.write('team/requirements.txt', 'pandas\n');
    folder.write('team/lsp-requirements.txt', 'rope\n');
    const taken = ['locks/17.3-LTS.lsp.txt'];
    const team = owner('FROM scratch\n', 'team');
    const takesLock = (path: string) => taken.includes(path);
    const locks = readPythonLocks({ ...team, takesLock, line }, createReader());
    expect(locks.map(({ path }) => path)).toEqual(taken);
  });
});
