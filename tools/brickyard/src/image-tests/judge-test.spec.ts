import type { Check } from './image-test';
import { judgeTest } from './judge-test';
import type { TestOutcome } from './parse-outcomes';
import { searchHere } from './testing/search-here';

const image = {
  user: '',
  workdir: '/app',
  entrypoint: [],
  command: [],
  environment: {},
  exposedPorts: [],
  volumes: [],
  labels: {},
};
const judging = { image, search: searchHere };
const nothing = { seconds: 1, stdout: '', stderr: '', cut: 0 };
const place = { file: 'a', line: 1 };
const versionFrom = 'locks/x.txt';

async function judge(check: Check, outcome: Partial<TestOutcome> | undefined) {
  const whole = outcome && ({ ...nothing, ...outcome } as TestOutcome);
  const test = { name: 'x', check, place };
  return (await judgeTest(test, whole, judging)).messages;
}

const script: Check = { type: 'script', language: 'sh', text: '' };
const noMetadata: Check = {
  type: 'metadata',
  envVars: [],
  unboundEnvVars: [],
  labels: [],
  exposedPorts: [],
  unexposedPorts: [],
  volumes: [],
  unmountedVolumes: [],
};
const exited = (status: number, seconds = 1) =>
  ({ state: 'exited', status, allowed: 20, seconds }) as const;

describe('judgeTest of a script', () => {
  it.each([
    [exited(0), []],
    [exited(3), ['exit code 3']],
    [exited(127), ['exit code 127 (a command was not found)']],
    [exited(124, 20), ['had not finished after 20 s and was stopped']],
    [exited(137, 22), ['had not finished after 20 s and was stopped']],
    // Its own exit code, long before the time was up.
    [exited(124, 1), ['exit code 124']],
    [exited(137, 1), ['exit code 137 (killed: out of memory?)']],
    // Its own as well, however long it took.
    [exited(3, 20), ['exit code 3']],
    // A clock of hundredths is late or early by one or two.
    [exited(124, 19.9), ['had not finished after 20 s and was stopped']],
    [exited(124, 19.8), ['exit code 124']],
    [{ state: 'ok' as const }, ['the container lost track of it']],
    [
      { ...exited(1), cut: 5_000_000 },
      ['exit code 1, after printing 5.0 MB and more'],
    ],
    [{ state: 'late' as const }, ['was not run: the tests before it']],
    [undefined, ['the container did not report it']],
  ])('%j', async (outcome, messages) => {
    expect(await judge(script, outcome)).toEqual(
      messages.map((text) => expect.stringContaining(text) as string),
    );
  });

  it('tells of no flood where there was none', async () => {
    expect(await judge(script, exited(3))).toEqual(['exit code 3']);
  });

  it('keeps what a failed one printed, and nothing of a passed one', async () => {
    const test = { name: 'x', check: script, place };
    const said = { ...nothing, stdout: 'out\n', stderr: 'err\n' };
    const failed = await judgeTest(test, { ...said, ...exited(1) }, judging);
    const passed = await judgeTest(test, { ...said, ...exited(0) }, judging);
    expect(failed).toMatchObject({ passed: false, output: 'out\nerr\n' });
    expect(passed).not.toHaveProperty('output');
    expect([failed.seconds, passed.seconds]).toEqual([1, 1]);
  });
});

describe('judgeTest of a package', () => {
  const python = (version?: string): Check => ({
    type: 'python-package',
    package: 'a',
    version,
    versionFrom,
  });
  const r = (version?: string): Check => ({
    type: 'r-package',
    package: 'a',
    version,
    versionFrom,
  });
  const ok = (version: string) => ({ state: 'ok', version }) as const;

  it.each([
    [python(), ok('1.0')],
    [python('1.0'), ok('1.0')],
    [python('1.0rc1'), ok('1.0-rc1')],
    [python('2024.1'), ok('2024.1.0')],
    [python('1.0'), ok('1.0.0.0')],
    [python('1.0'), ok('v1.0')],
    [python('1.0a1'), ok('1.0.a.1')],
    [python('1.0b12'), ok('1.0b-12')],
    [python('2+cpu'), ok('2.0.0+cpu')],
    [r(), ok('1.0')],
    [python('1.0'), { state: 'ok' as const }],
    [r('1.8-4'), ok('1.8.4')],
  ])('passes %j as %j', async (check, outcome) => {
    expect(await judge(check, outcome)).toEqual([]);
  });

  it.each([
    [python('1.0'), ok('1.10'), 'is 1.10 in the image, and 1.0 in locks/x.txt'],
    [python('1.0.1'), ok('1.1'), 'is 1.1 in the image, and 1.0.1 in'],
    [python('2+v1'), ok('2+1'), 'is 2+1 in the image, and 2+v1 in'],
    [r('1.0.0'), ok('1.0'), 'is 1.0 in the image, and 1.0.0 in'],
    [r('1.0-1'), ok('1.0-2'), 'is 1.0-2 in the image, and 1.0-1 in'],
    [python(), { state: 'missing' }, 'not installed in /databricks/python3'],
    [r(), { state: 'missing' }, "is not installed in R's libraries"],
    [python(), { state: 'failed', message: 'no' }, 'import a: no'],
    [r(), { state: 'crashed', status: 127 }, 'the image has no Rscript'],
    [python(), { state: 'crashed', status: 139 }, 'segmentation fault'],
    [python(), { state: 'crashed', status: 142 }, 'had not finished'],
    [python(), { state: 'crashed', status: 124 }, 'had not finished'],
    [python(), { state: 'failed' }, 'import a: failed'],
    [r(), exited(0), 'the container lost track of it'],
  ])('%j fails as %j', async (check, outcome, message) => {
    const messages = await judge(check, outcome as Partial<TestOutcome>);
    expect(messages).toEqual([expect.stringContaining(message)]);
  });

  it('says that a package fails to load, and is another version', async () => {
    const failed = { state: 'failed', version: '2', message: 'no' } as const;
    expect(await judge(python('1'), failed)).toEqual([
      'import a: no',
      'is 2 in the image, and 1 in locks/x.txt',
    ]);
  });
});

describe('judgeTest of an entry of a file', () => {
  const path = '/x';
  const exists: Check = {
    type: 'file-existence',
    name: 'x',
    path,
    shouldExist: true,
  };

  it('judges how the step ended', async () => {
    expect(await judge(exists, { ...exited(0), stdout: '-rw 0 0' })).toEqual(
      [],
    );
    expect(await judge(exists, exited(90))).toEqual(['/x does not exist']);
  });

  it('asks the config of the image without an outcome', async () => {
    const user = 'app';
    const metadata = { ...noMetadata, user };
    expect(await judge(metadata, undefined)).toEqual([
      "user is '', expected 'app'",
    ]);
  });
});
