import { Git } from '../../git/git';
import { renderPushHint } from '../describe-hosts';
import { openHost } from '../open-host';
import { MemoryHost } from '../testing/memory-host';
import { TestRepository } from '../testing/test-repository';
import { type ProposalRequest, propose } from './propose';

let memory: MemoryHost;
let template: TestRepository;
let repository: TestRepository;
beforeAll(() => (template = TestRepository.createTemplate()));
afterAll(() => template.close());
beforeEach(async () => {
  memory = await MemoryHost.start();
  repository = new TestRepository();
});
afterEach(async () => {
  await memory.close();
  repository.close();
});

const branch = 'brickyard/nightly';
// A test starts some fifty processes, on a machine that may be busy.
jest.setTimeout(60_000);

const timing = { sleep: () => Promise.resolve(), random: () => 0 };

async function run(
  change: Partial<ProposalRequest> = {},
  job = memory.githubJob,
  clone = 'work',
) {
  const { environment } = repository;
  const place = { folder: repository.path(clone), environment };
  const git = await Git.open({ ...place, remoteHint: renderPushHint() });
  return propose(openHost(job, { timing }), git, {
    branch,
    base: 'main',
    remote: 'origin',
    title: 'chore: refresh',
    body: 'what changed\n',
    paths: ['images.lock.json', 'packages/**/locks/**'],
    ...change,
  });
}

const lock = (text: string) => repository.write('images.lock.json', text);
const tip = () => repository.remote('rev-parse', branch);
const show = (path: string) => repository.remote('show', `${branch}:${path}`);

describe('propose', () => {
  it('commits what changed and opens a pull request', async () => {
    lock('{"a":1}');
    repository.write('packages/a/locks/2.txt', 'six==2\n');
    repository.remove('packages/a/locks/1.txt');
    repository.write('README.md', 'two\n');
    repository.write('notes.txt', 'mine\n');
    repository.git('add', 'notes.txt');
    const before = repository.git('status', '--porcelain');
    const result = await run();
    expect(result).toMatchObject({
      files: [
        'images.lock.json',
        'packages/a/locks/1.txt',
        'packages/a/locks/2.txt',
      ],
      leftOut: ['README.md', 'notes.txt'],
      isPushed: true,
      outcome: 'created',
    });
    expect(show('images.lock.json')).toBe('{"a":1}');
    expect(show('README.md')).toBe('one');
    expect(repository.remote('rev-parse', `${branch}^`)).toBe(
      repository.remote('rev-parse', 'main'),
    );
    expect(repository.git('status', '--porcelain')).toBe(before);
    expect(repository.git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
    expect(memory.github.pulls).toMatchObject([
      {
        title: 'chore: refresh',
        body: 'what changed\n',
        base: { ref: 'main' },
      },
    ]);
  });

  it('pushes and asks nothing when nothing is new', async () => {
    lock('{"a":1}');
    await run();
    const first = tip();
    memory.requests.length = 0;
    const result = await run();
    expect(result).toMatchObject({ isPushed: false, outcome: 'unchanged' });
    expect(tip()).toBe(first);
    expect(memory.requests).toHaveLength(memory.sent('GET').length);
  });

  it('updates the one pull request, from what is main now', async () => {
    lock('{"a":1}');
    await run();
    repository.git('stash', '--quiet');
    repository.write('README.md', 'two\n');
    repository.commit('docs');
    repository.git('push', '--quiet', 'origin', 'main');
    lock('{"a":2}');
    const result = await run({ body: 'more' });
    expect(result).toMatchObject({ isPushed: true, outcome: 'updated' });
    expect([show('README.md'), show('images.lock.json')]).toEqual([
      'two',
      '{"a":2}',
    ]);
    expect(repository.remote('rev-list', '--count', `main..${branch}`)).toBe(
      '1',
    );
    expect(memory.github.pulls).toMatchObject([{ body: 'more' }]);
  });

  it('does nothing without changes', async () => {
    repository.write('README.md', 'two\n');
    expect(await run()).toMatchObject({ isPushed: false, outcome: 'none' });
    expect(repository.remote('branch')).toBe('* main');
  });

  it('closes a pull request that has nothing left', async () => {
    lock('{"a":1}');
    await run();
    lock('{}\n');
    expect(await run()).toMatchObject({ isPushed: false, outcome: 'closed' });
    expect(memory.github.pulls).toMatchObject([{ state: 'closed' }]);
    const [pull] = memory.github.pulls;
    expect(memory.github.comments.get(pull?.number ?? 0)).toHaveLength(1);
    lock('{"a":1}');
    expect(await run()).toMatchObject({ isPushed: false, outcome: 'created' });
  });

  it.each(['a commit on top', 'an amended commit', 'a foreign branch'])(
    'does not overwrite %s',
    async (what) => {
      lock('{"a":1}');
      if (what !== 'a foreign branch') await run();
      repository.git('stash', '--quiet');
      repository.git('fetch', '--quiet', 'origin');
      const from = what === 'a foreign branch' ? 'main' : branch;
      repository.git('checkout', '--quiet', '-B', 'mine', `origin/${from}`);
      repository.write('README.md', 'by hand\n');
      if (what === 'an amended commit') {
        const person = ['-c', 'user.name=A', '-c', 'user.email=a@b'];
        repository.git('add', '--all');
        repository.git(...person, 'commit', '--quiet', '--amend', '--no-edit');
      } else repository.commit('by hand');
      repository.git('push', '--quiet', '--force', 'origin', `mine:${branch}`);
      const theirs = tip();
      repository.git('checkout', '--quiet', 'main');
      lock('{"a":2}');
      await expect(run()).rejects.toMatchObject({ code: 'BRANCH_CONFLICT' });
      expect(tip()).toBe(theirs);
      if (what === 'a foreign branch') return;
      lock('{}\n');
      expect(await run()).toMatchObject({ outcome: 'stale' });
      expect(memory.github.pulls).toMatchObject([{ state: 'open' }]);
    },
  );

  it('works in a shallow clone, on no branch', async () => {
    lock('{"a":1}');
    await run();
    repository.git('stash', '--quiet');
    repository.write('README.md', 'two\n');
    repository.commit('docs');
    repository.git('push', '--quiet', 'origin', 'main');
    repository.clone('ci', '--depth=1');
    repository.git('-C', '../ci', 'checkout', '--quiet', '--detach');
    repository.write('../ci/images.lock.json', '{"a":3}');
    const result = await run({}, memory.githubJob, 'ci');
    expect(result).toMatchObject({ isPushed: true, outcome: 'unchanged' });
    expect(show('images.lock.json')).toBe('{"a":3}');
  });

  it.each([
    ['a bot', undefined, {}, 'brickyard <brickyard@bot.invalid>'],
    ['--author', 'Ci <ci@example.org>', {}, 'Ci <ci@example.org>'],
    [
      'git',
      undefined,
      {
        GIT_AUTHOR_NAME: 'Bo',
        GIT_AUTHOR_EMAIL: 'bo@example.org',
        GIT_COMMITTER_NAME: 'Bo',
        GIT_COMMITTER_EMAIL: 'bo@example.org',
      },
      'Bo <bo@example.org>',
    ],
  ])('commits as %s', async (_, author, environment, expected) => {
    Object.assign(repository.environment, environment);
    lock('{"a":1}');
    await run({ author });
    const format = '--format=%an <%ae>|%cn <%ce>';
    expect(repository.remote('log', '-1', format, branch)).toBe(
      `${expected}|${expected}`,
    );
  });

  it('commits other paths when asked', async () => {
    repository.write('docs/a b/x.md', 'x\n');
    const result = await run({ paths: ['docs/**'] });
    expect(result.files).toEqual(['docs/a b/x.md']);
  });

  it('takes the pull request that another run opened', async () => {
    lock('{"a":1}');
    memory.fail({ method: 'POST', path: /pulls$/, reply: 'lose' });
    expect(await run()).toMatchObject({ outcome: 'unchanged' });
    expect(memory.github.pulls).toHaveLength(1);
  });

  it('goes on where an expired token stopped it', async () => {
    lock('{"a":1}');
    memory.fail({ method: 'POST', reply: { status: 401 } });
    await expect(run()).rejects.toMatchObject({ code: 'HOST_UNAUTHORIZED' });
    const pushed = tip();
    expect(await run()).toMatchObject({ isPushed: false, outcome: 'created' });
    expect(tip()).toBe(pushed);
  });

  it('names the setting that forbids a job to open one', async () => {
    lock('{"a":1}');
    memory.fail({ method: 'POST', reply: { status: 403 } });
    await expect(run()).rejects.toMatchObject({
      code: 'HOST_DENIED',
      hint: expect.stringContaining('Allow GitHub Actions') as string,
    });
  });

  it.each([
    [
      'the base itself',
      { base: branch },
      'OPTIONS_INVALID',
      'is the base itself',
    ],
    [
      'a branch with a space',
      { branch: 'a b' },
      'OPTIONS_INVALID',
      "'a b' is not a branch name",
    ],
    [
      'a branch like an option',
      { branch: '--force' },
      'OPTIONS_INVALID',
      'is not a branch name',
    ],
    [
      'a branch like a refspec',
      { branch: 'a:main' },
      'OPTIONS_INVALID',
      'is not a branch name',
    ],
    [
      'a long text',
      { body: 'x'.repeat(65_537) },
      'OPTIONS_INVALID',
      'at most 65536',
    ],
    [
      'no remote',
      { remote: 'none' },
      'GIT_FAILED',
      "'none' does not appear to be a git",
    ],
    [
      'a remote like an option',
      { remote: '--upload-pack=x' },
      'GIT_FAILED',
      'git ls-remote failed',
    ],
  ])('refuses %s', async (_, change, code, message) => {
    lock('{"a":1}');
    await expect(run(change)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
    expect(repository.remote('branch')).toBe('* main');
    expect(memory.requests).toEqual([]);
  });

  it('says that a push was refused', async () => {
    repository.remote('config', 'receive.maxInputSize', '1');
    lock('{"a":1}');
    await expect(run()).rejects.toMatchObject({
      code: 'GIT_FAILED',
      hint: expect.stringContaining('contents: write') as string,
    });
  });
});

describe('propose at Azure DevOps', () => {
  const long = `# All\n\n${'line\n'.repeat(1200)}`;

  it('puts what a description cannot hold into a comment', async () => {
    lock('{"a":1}');
    const first = await run({ body: long }, memory.azureJob);
    expect(first.outcome).toBe('created');
    const [pull] = memory.azure.pulls;
    expect(pull?.sourceRefName).toBe(`refs/heads/${branch}`);
    expect(pull?.targetRefName).toBe('refs/heads/main');
    expect(pull?.description).toMatch(/a comment below\.\n$/);
    const threads = () => memory.azure.threads.get(pull?.pullRequestId ?? 0);
    expect(threads()?.[0]?.comments[0]?.content).toContain(long);
    const second = await run({ body: long }, memory.azureJob);
    expect(second.outcome).toBe('unchanged');
    expect(threads()).toHaveLength(1);
  });

  it('abandons what has nothing left', async () => {
    lock('{"a":1}');
    await run({}, memory.azureJob);
    lock('{}\n');
    expect(await run({}, memory.azureJob)).toMatchObject({ outcome: 'closed' });
    expect(memory.azure.pulls).toMatchObject([{ status: 'abandoned' }]);
  });
});
