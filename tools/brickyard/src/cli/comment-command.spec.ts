import { readFileSync } from 'node:fs';

import { MemoryHost } from '../hosting/testing/memory-host';
import { TestFolder } from '../testing/test-folder';
import { runCommand } from './main';

let memory: MemoryHost;
let folder: TestFolder;
let environment: Record<string, string | undefined>;
beforeEach(async () => {
  memory = await MemoryHost.start();
  memory.github.comments.set(12, []);
  memory.azure.threads.set(12, []);
  folder = new TestFolder({ 'report.md': '# Report\n', 'empty.md': ' \n' });
  environment = { ...memory.githubJob };
  event({ pull_request: { number: 12 } });
});
afterEach(async () => {
  await memory.close();
  folder.close();
});

function event(content: object | string): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  folder.write('event.json', text);
  environment.GITHUB_EVENT_PATH = folder.path('event.json');
}

async function run(line: string) {
  let out = '';
  let err = '';
  const code = await runCommand(['comment', ...line.split(' ')], {
    cwd: folder.root,
    environment,
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

const fork = {
  pull_request: {
    number: 12,
    head: { repo: { full_name: 'ada/images' } },
    base: { repo: { full_name: 'team/images' } },
  },
};
const own = {
  pull_request: { ...fork.pull_request, head: fork.pull_request.base },
};
const refusal = {
  status: 403,
  body: { message: 'Resource not accessible by integration' },
};

describe('brickyard comment', () => {
  it('has a help of its own', async () => {
    expect((await run('--help')).out).toMatch(/^Usage: brickyard comment/);
  });

  it('comments on the pull request of the job', async () => {
    const { code, out, err } = await run('--file=report.md');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('GitHub: comment on pull request 12 created\n');
    expect(memory.github.comments.get(12)?.[0]?.body).toBe(
      '<!-- brickyard: report -->\n# Report\n',
    );
  });

  it('comments at Azure DevOps', async () => {
    environment = {
      ...memory.azureJob,
      SYSTEM_PULLREQUEST_PULLREQUESTID: '12',
    };
    const { code, out } = await run('--file=report.md');
    expect([code, out]).toEqual([
      0,
      'Azure DevOps: comment on pull request 12 created\n',
    ]);
  });

  it('keeps the comments of two markers apart', async () => {
    await run('--file=report.md');
    await run('--file=report.md --marker=other');
    const comments = memory.github.comments.get(12) ?? [];
    expect(comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '<!-- brickyard: report -->',
      '<!-- brickyard: other -->',
    ]);
  });

  it.each([
    ['an event without one', {}, '--pull-request=12'],
    ['a comment on one', { issue: { number: 12, pull_request: {} } }, ''],
    [
      'a run after one',
      { workflow_run: { pull_requests: [{ number: 12 }] } },
      '',
    ],
  ])('finds the pull request: %s', async (_, content, words) => {
    event(content);
    const { out } = await run(`--file=report.md ${words}`.trim());
    expect(out).toContain('pull request 12 created');
  });

  it.each(['a fork', 'Dependabot', 'a fork at Azure'])(
    'keeps the text in the summary of %s',
    async (who) => {
      const summary = folder.path('summary.md');
      event(who === 'a fork' ? fork : own);
      if (who === 'Dependabot') environment.GITHUB_ACTOR = 'dependabot[bot]';
      if (who === 'a fork at Azure')
        environment = {
          ...memory.azureJob,
          SYSTEM_PULLREQUEST_PULLREQUESTID: '12',
          SYSTEM_PULLREQUEST_ISFORK: 'True',
        };
      environment.GITHUB_STEP_SUMMARY = summary;
      memory.fail({ method: 'POST', reply: refusal });
      const { code, out, err } = await run('--file=report.md');
      expect([code, out]).toEqual([0, '']);
      expect(err).toMatch(/^warning: pull request 12 gets no comment/);
      expect(readFileSync(summary, 'utf8')).toBe('# Report\n\n');
    },
  );

  it.each(['GitHub', 'Bitbucket'])(
    'keeps the text in the summary of Azure where %s has the repository',
    async (provider) => {
      environment = {
        ...memory.azureJob,
        TF_BUILD: 'True',
        BUILD_REPOSITORY_PROVIDER: provider,
        SYSTEM_PULLREQUEST_PULLREQUESTID: '12',
      };
      const { code, out, err } = await run('--file=report.md');
      expect([code, out]).toEqual([
        0,
        `##vso[task.uploadsummary]${folder.path('report.md')}\n`,
      ]);
      expect(err).toContain(`builds a repository of ${provider}`);
      expect(memory.requests).toEqual([]);
    },
  );

  it('fails where only the job can be at fault', async () => {
    event(own);
    memory.fail({ method: 'POST', reply: refusal });
    const { code, err } = await run('--file=report.md');
    expect(code).toBe(1);
    expect(err).toContain('not accessible by integration [HOST_DENIED]');
  });

  it('fails a fork, too, when it is not refused', async () => {
    event(fork);
    memory.fail({ method: 'POST', reply: { status: 401 } });
    expect((await run('--file=report.md')).code).toBe(1);
  });

  it.each([
    ['--file=none.md', 'none.md: does not exist [OPTIONS_INVALID]'],
    ['--file=empty.md', 'empty.md: is empty [OPTIONS_INVALID]'],
    ['--file=report.md --marker=a-->', "got 'a-->' [OPTIONS_INVALID]"],
    ['--file=report.md --pull-request=99', 'Not Found [HOST_NOT_FOUND]'],
  ])('%s: fails', async (line, message) => {
    const { code, out, err } = await run(line);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(message);
    expect(err).not.toContain(memory.token);
  });

  it.each([
    ['--marker=a', 'expected --file=<file>'],
    ['--file=a --pull-request=x', "--pull-request: expected a number, got 'x'"],
    ['--file=a b', "Unexpected argument 'b'"],
  ])('%s: is a wrong call', async (line, message) => {
    const { code, err } = await run(line);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['a laptop', { GITHUB_REPOSITORY: undefined }, 'GitHub: GITHUB_TOKEN and'],
    [
      'no token',
      { GITHUB_TOKEN: '' },
      'GITHUB_TOKEN is not set [HOST_UNKNOWN]',
    ],
    ['a bad name', { GITHUB_REPOSITORY: 'x' }, "expected owner/name, got 'x'"],
    [
      'a bad address',
      { GITHUB_API_URL: 'file:///x' },
      'GITHUB_API_URL: expected',
    ],
    ['no event', { GITHUB_EVENT_PATH: '' }, 'which pull request?'],
    ['a lost event', { GITHUB_EVENT_PATH: '/none' }, 'GITHUB_EVENT_PATH: /none: does not exist'],
    [
      'Azure without its variables',
      { GITHUB_REPOSITORY: undefined, TF_BUILD: 'True' },
      'SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECT, BUILD_REPOSITORY_ID is not set',
    ],
  ])('says what is missing: %s', async (_, change, message) => {
    Object.assign(environment, change);
    const { code, err } = await run('--file=report.md');
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(memory.requests).toEqual([]);
  });

  it('says where an event file is broken', async () => {
    event('{');
    const { err } = await run('--file=report.md');
    expect(err).toContain('event.json:1: is not JSON');
  });
});
