import { TestFolder } from '../testing/test-folder';
import { Git } from './git';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder({});
});
afterEach(() => folder.close());

const PATH = process.env['PATH'];
const open = (change: object = {}) =>
  new Git({ folder: folder.root, environment: { PATH }, ...change });

describe('Git', () => {
  it('gives a command what it reads, and what it prints', async () => {
    const words = ['hash-object', '--stdin'];
    expect(await open().text(words, { input: 'a\n' })).toBe(
      '78981922613b2afb6025042ff6bd878ac1994e85',
    );
  });

  it('names the command that failed, past its settings', async () => {
    const words = ['-c', 'core.bare=false', 'rev-parse', 'HEAD'];
    await expect(open().text(words)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringMatching(
        /^git rev-parse failed \(128\): /,
      ) as string,
      hint: 'run this inside a git clone',
    });
  });

  it('tells of a failure as an answer to who asks for one', async () => {
    expect(await open().run(['rev-parse', 'HEAD'])).toMatchObject({
      ...{ code: 128, out: '' },
      err: expect.stringContaining('not a git repository') as string,
    });
  });

  it('says that there is no git', async () => {
    const git = open({ environment: { PATH: folder.root } });
    await expect(git.run(['status'])).rejects.toMatchObject({
      ...{
        code: 'GIT_FAILED',
        message: 'git did not run: git is not installed',
      },
    });
  });

  it('repeats no password of an address', async () => {
    const file = 'https://ada:open-sesame@git.example/settings';
    const words = ['config', '--file', file, '--list'];
    await expect(open().text(words)).rejects.toMatchObject({
      message: expect.stringContaining('https://***@git.example') as string,
    });
  });

  it('says whose credentials a remote is asked with', async () => {
    await expect(open().text(['ls-remote', 'nowhere'])).rejects.toMatchObject({
      hint: expect.stringContaining('credentials of the checkout') as string,
    });
  });

  it('ends when it is interrupted', async () => {
    const stop = new AbortController();
    const running = open({ signal: stop.signal }).run([
      'hash-object',
      '--stdin',
    ]);
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
