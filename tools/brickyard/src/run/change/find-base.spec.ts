import { TestFolder } from '../../testing/test-folder';
import { commitAll, git, startRepository } from '../testing/test-repository';
import { findBase } from './find-base';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder({ 'work/a': 'a' });
});
afterEach(() => folder.close());

const environment = { PATH: process.env['PATH'] };
const find = (ref: string, path = 'work') =>
  findBase(ref, { folder: folder.path(path), environment });

describe('findBase', () => {
  it('is where the two parted, as nx affected counts', async () => {
    startRepository(folder.root);
    const parted = git(folder.root, 'rev-parse', 'HEAD');
    git(folder.root, 'checkout', '--quiet', '-b', 'topic');
    commitAll(folder.root);
    git(folder.root, 'checkout', '--quiet', 'main');
    commitAll(folder.root);
    git(folder.root, 'checkout', '--quiet', 'topic');
    expect(await find('main')).toEqual({
      ...{ ref: 'main', commit: parted },
      ...{ repository: folder.root, prefix: 'work/' },
    });
  });

  it.each(['nope', '--help', '', '0000000000000000000000000000000000000000'])(
    'refuses %j',
    async (ref) => {
      startRepository(folder.root);
      await expect(find(ref)).rejects.toMatchObject({
        code: 'REVISION_UNKNOWN',
        message: `--base: git knows no commit '${ref}'`,
      });
    },
  );

  it('knows the branch of a remote', async () => {
    startRepository(folder.root);
    git(folder.root, 'update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    await expect(find('trunk')).rejects.toMatchObject({
      hint: 'write --base=origin/trunk',
    });
  });

  it('says that a folder is in no repository', async () => {
    await expect(find('main')).rejects.toMatchObject({
      code: 'HISTORY_MISSING',
      message: `${folder.path('work')}: not in a git repository`,
    });
  });

  it('says that nothing is committed', async () => {
    git(folder.root, 'init', '--quiet');
    await expect(find('HEAD')).rejects.toMatchObject({
      code: 'REVISION_UNKNOWN',
    });
  });

  it('says that two histories share nothing', async () => {
    startRepository(folder.root);
    git(folder.root, 'checkout', '--quiet', '--orphan', 'other');
    commitAll(folder.root);
    await expect(find('main')).rejects.toMatchObject({
      ...{ code: 'HISTORY_MISSING', hint: undefined },
      message: "'main' and the commit here have no commit in common",
    });
  });

  describe('in a shallow clone', () => {
    beforeEach(() => {
      folder.write('origin/a', 'a');
      startRepository(folder.path('origin'));
      git(folder.path('origin'), 'checkout', '--quiet', '-b', 'topic');
      commitAll(folder.path('origin'));
      git(folder.path('origin'), 'checkout', '--quiet', 'main');
      commitAll(folder.path('origin'));
      const from = `file://${folder.path('origin')}`;
      const words = ['--quiet', '--depth=1', '--branch=topic', from, 'clone'];
      git(folder.root, 'clone', ...words);
    });

    it('names fetch-depth for a base that is not there', async () => {
      await expect(find('HEAD~1', 'clone')).rejects.toMatchObject({
        code: 'REVISION_UNKNOWN',
        hint: expect.stringContaining('fetch-depth: 0') as unknown,
      });
    });

    it('names it where the histories do not meet, too', async () => {
      const words = ['--quiet', '--depth=1', 'origin', 'main:base'];
      git(folder.path('clone'), 'fetch', ...words);
      await expect(find('base', 'clone')).rejects.toMatchObject({
        code: 'HISTORY_MISSING',
        hint: expect.stringContaining('fetch-depth: 0') as unknown,
      });
    });
  });

  it('says that there is no git', async () => {
    const place = { folder: folder.root, environment: { PATH: '/nowhere' } };
    await expect(findBase('main', place)).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
  });
});
