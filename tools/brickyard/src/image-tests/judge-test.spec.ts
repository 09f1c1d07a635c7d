import type { Check } from './image-test';
import { judgeTest } from './judge-test';
import type { Outcome } from './parse-rows';

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
const nothing = { seconds: 1, stdout: '', stderr: '', cut: 0 };
const place = { file: 'a', line: 1 };
const versionFrom = 'locks/x.txt';

function judge(check: Check, outcome: Partial<Outcome> | undefined) {
  const whole = outcome && ({ ...nothing, ...outcome } as Outcome);
  return judgeTest({ name: 'x', check, place }, whole, image).messages;
}

const script: Check = { type: 'script', language: 'sh', text: '' };
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
    [
      { ...exited(1), cut: 5_000_000 },
      ['exit code 1, after printing 5.0 MB and more'],
    ],
    [{ state: 'late' as const }, ['was not run: the tests before it']],
    [undefined, ['the container said nothing of it']],
  ])('%j', (outcome, messages) => {
    expect(judge(script, outcome)).toEqual(
      messages.map((text) => expect.stringContaining(text) as string),
    );
  });

  it('keeps what a failed one printed, and nothing of a passed one', () => {
    const test = { name: 'x', check: script, place };
    const said = { ...nothing, stdout: 'out\n', stderr: 'err\n' };
    const failed = judgeTest(test, { ...said, ...exited(1) }, image);
    const passed = judgeTest(test, { ...said, ...exited(0) }, image);
    expect(failed).toMatchObject({ passed: false, output: 'out\nerr\n' });
    expect(passed).not.toHaveProperty('output');
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
    [r('1.8-4'), ok('1.8.4')],
  ])('passes %j as %j', (check, outcome) => {
    expect(judge(check, outcome)).toEqual([]);
  });

  it.each([
    [python('1.0'), ok('1.10'), 'is 1.10 in the image, and 1.0 in locks/x.txt'],
    [r('1.0-1'), ok('1.0-2'), 'is 1.0-2 in the image, and 1.0-1 in'],
    [python(), { state: 'missing' }, 'not installed in /databricks/python3'],
    [r(), { state: 'missing' }, "is not installed in R's libraries"],
    [python(), { state: 'failed', message: 'no' }, 'import a: no'],
    [r(), { state: 'crashed', status: 127 }, 'the image has no Rscript'],
    [python(), { state: 'crashed', status: 139 }, 'segmentation fault'],
    [python(), { state: 'crashed', status: 142 }, 'had not finished'],
  ])('%j fails as %j', (check, outcome, message) => {
    const messages = judge(check, outcome as Partial<Outcome>);
    expect(messages).toEqual([expect.stringContaining(message)]);
  });
});
