import { execFileSync } from 'node:child_process';

import { TestFolder } from '../../testing/test-folder';
import { commitAll, git, startRepository } from '../testing/test-repository';
import { readLockDates } from './lock-dates';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.close());

const lock = 'packages/geo/locks/17.3-LTS.txt';
const other = 'packages/geo/locks/16.4-LTS.txt';

function read(root = folder.root) {
  const environment = { PATH: process.env['PATH'] };
  return readLockDates({ folder: root, environment }, ['packages/geo/locks']);
}

/** When the newest commit was made. */
function committed(): number {
  return Number(git(folder.root, 'log', '-1', '--format=%ct')) * 1000;
}

function commitAt(date: string): void {
  const words = ['-c', 'user.name=spec', '-c', 'user.email=spec@localhost'];
  execFileSync('git', [...words, 'commit', '--quiet', '--all', '-m', 'x'], {
    cwd: folder.root,
    env: { PATH: process.env['PATH'], GIT_COMMITTER_DATE: date },
  });
}

describe('readLockDates', () => {
  it('tells the commit that changed a file last', async () => {
    folder.write(lock, 'a==1\n');
    folder.write(other, 'a==1\n');
    startRepository(folder.root);
    const first = committed();
    folder.write('packages/geo/README.md', '');
    commitAll(folder.root);
    const { ofFile, fault } = await read();
    expect(fault).toBeUndefined();
    expect(Date.parse(ofFile(lock) ?? '')).toBe(first);
    expect(ofFile('packages/geo/README.md')).toBeUndefined();
  });

  it('takes the newest of several commits', async () => {
    folder.write(lock, 'a==1\n');
    startRepository(folder.root);
    folder.write(lock, 'a==2\n');
    commitAt('2027-01-02T03:04:05Z');
    const { ofFile } = await read();
    expect(Date.parse(ofFile(lock) ?? '')).toBe(Date.UTC(2027, 0, 2, 3, 4, 5));
  });

  it('tells none of what is not committed as it is', async () => {
    folder.write(lock, 'a==1\n');
    startRepository(folder.root);
    folder.write(lock, 'a==2\n');
    folder.write(other, 'a==1\n');
    const { ofFile } = await read();
    expect([ofFile(lock), ofFile(other)]).toEqual([undefined, undefined]);
  });

  it('takes a workspace that is a folder of a clone', async () => {
    folder.write(`deep/${lock}`, 'a==1\n');
    startRepository(folder.root);
    const { ofFile } = await read(folder.path('deep'));
    expect(ofFile(lock)).toBeDefined();
  });

  it('tells since when a base is locked', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const text = JSON.stringify({ 'ubuntu:24.04': digest }, null, 2);
    folder.write('images.lock.json', `${text}\n`);
    startRepository(folder.root);
    const { ofBase } = await read();
    expect(Date.parse(ofBase('ubuntu:24.04') ?? '')).toBe(committed());
    expect(ofBase('debian:12')).toBeUndefined();
  });

  it('says why it does not know', async () => {
    expect((await read()).fault).toContain('this is no clone');
    folder.write('upstream/x', '');
    startRepository(folder.path('upstream'));
    commitAll(folder.path('upstream'));
    const upstream = `file://${folder.path('upstream')}`;
    git(folder.root, 'clone', '--quiet', '--depth=1', upstream, 'shallow');
    const { fault } = await read(folder.path('shallow'));
    expect(fault).toContain('the clone is shallow');
  });
});
