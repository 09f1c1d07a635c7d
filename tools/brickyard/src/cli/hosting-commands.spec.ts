import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { MemoryHost } from '../hosting/testing/memory-host';
import { TestRepository } from '../hosting/testing/test-repository';
import { runCommand } from './main';

let memory: MemoryHost;
let repository: TestRepository;
let environment: Record<string, string>;
beforeEach(async () => {
  memory = await MemoryHost.start();
  repository = new TestRepository();
  environment = { ...repository.environment, ...memory.githubJob };
  write('body.md', 'what changed\n');
  write('failures.json', '[]');
});
afterEach(async () => {
  await memory.close();
  repository.close();
});

// A test starts some fifty processes, on a machine that may be busy.
jest.setTimeout(60_000);

/** In the clone, but not tracked by git. */
function write(path: string, text: string): void {
  writeFileSync(join(repository.path(), '.git', path), text);
}

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await runCommand(args, {
    cwd: join(repository.path(), 'packages'),
    environment,
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

const words = [
  '--branch=brickyard/nightly',
  '--title=chore: refresh',
  '--body-file=../.git/body.md',
];

describe('brickyard propose', () => {
  it('has a help of its own', async () => {
    expect((await run('propose', '--help')).out).toMatch(
      /^Usage: brickyard propose/,
    );
  });

  it('says what it did, and what it left out', async () => {
    repository.write('images.lock.json', '{"a":1}');
    repository.write('README.md', 'two\n');
    const { code, out, err } = await run('propose', ...words);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^brickyard\/nightly: images\.lock\.json: pushed\npull request \d+ created: https:/,
    );
    expect(err).toBe('README.md: changed, but left out: no --path covers it\n');
    expect(memory.github.pulls[0]?.base.ref).toBe('main');
  });

  it('has nothing to do', async () => {
    const { code, out } = await run('propose', ...words);
    expect([code, out]).toEqual([0, 'nothing to propose\n']);
  });

  it.each([
    ['GITHUB_REF', 'refs/heads/release'],
    ['BUILD_SOURCEBRANCH', 'refs/heads/release'],
  ])('takes the base from %s', async (name, value) => {
    repository.git('checkout', '--quiet', '--detach');
    environment[name] = value;
    repository.write('images.lock.json', '{"a":1}');
    await run('propose', ...words);
    expect(memory.github.pulls[0]?.base.ref).toBe('release');
  });

  it('asks for a base where there is none', async () => {
    repository.git('checkout', '--quiet', '--detach');
    const { code, err } = await run('propose', ...words);
    expect(code).toBe(1);
    expect(err).toContain('hint: name it with --base=<name>');
  });

  it('pushes nothing without a host', async () => {
    environment.GITHUB_TOKEN = '';
    repository.write('images.lock.json', '{"a":1}');
    const { code, err } = await run('propose', ...words);
    expect(code).toBe(1);
    expect(err).toContain('GITHUB_TOKEN is not set [HOST_UNKNOWN]');
    expect(repository.remote('branch')).toBe('* main');
  });

  it.each([
    [['--branch=a'], 'expected --branch, --title and --body-file'],
    [[...words, '--title=a\nb'], '--title: expected one line'],
    [[...words, '--author=me'], "expected 'Name <mail>', got 'me'"],
    [[...words, 'x'], "Unexpected argument 'x'"],
  ])('%j: is a wrong call', async (args, message) => {
    const { code, err } = await run('propose', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('brickyard alert', () => {
  const file = '--failures=../.git/failures.json';
  const failure = { reference: 'a:1', code: 'X', message: '50% gone' };

  it('has a help of its own', async () => {
    expect((await run('alert', '--help')).out).toMatch(
      /^Usage: brickyard alert/,
    );
  });

  it('says that all is well', async () => {
    const { code, out } = await run('alert', file);
    expect([code, out]).toEqual([0, 'every base image was resolved\n']);
  });

  it('names the issue', async () => {
    write('failures.json', JSON.stringify([failure]));
    const { code, out } = await run('alert', file, '--after=1');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^a:1 {2}night 1 since \d{4}-\d\d-\d\d {2}X {2}issue \d+\n$/,
    );
    write('failures.json', '[]');
    expect((await run('alert', file)).out).toMatch(/^issue \d+ closed\n/);
  });

  it('is a warning of the pipeline at Azure DevOps', async () => {
    environment = { ...repository.environment, ...memory.azureJob };
    const message = '50% gone\n##vso[task.complete result=Failed;]';
    write('failures.json', JSON.stringify([{ ...failure, message }]));
    const { out } = await run('alert', file, '--after=1');
    const lines = out.split('\n').filter((line) => line.startsWith('##vso'));
    expect(lines).toEqual([
      expect.stringMatching(
        /^##vso\[task\.logissue type=warning\]a:1 could .*: 50%AZP25 gone%0A/,
      ),
      '##vso[task.complete result=SucceededWithIssues;]',
    ]);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{}', 'the list expected Array, got Object'],
    ['[{"reference":"a"}]', '0.code is missing'],
    ['', 'is empty'],
  ])('does not take %j for a list', async (text, message) => {
    write('failures.json', text);
    const { code, err } = await run('alert', file);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  it.each([
    [[], 'expected --failures=<file>'],
    [[file, '--after=0'], "--after: expected a number of nights, got '0'"],
    [
      [file, '--state=main'],
      "--state: expected a ref such as refs/brickyard/failed-nights, got 'main'",
    ],
  ])('%j: is a wrong call', async (args, message) => {
    const { code, err } = await run('alert', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
