import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { caught } from '../../testing/test-error';
import type { TestRecord } from '../records/tests-record';
import { answerTests, isTest, resultOf } from '../testing/test-answers';
import { TestWorkspace } from '../testing/test-workspace';
import type { TestRun } from './test-images';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\n',
    'tests/a.sh': 'exit 0\n',
    'tests/shared.sh': 'echo base\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\n',
    'tests/b.py': 'pass\n',
    'tests/shared.sh': 'echo child\n',
  });
  workspace.engine.container = (request) => answerTests(request);
});
afterEach(() => workspace.close());

const tests = () => workspace.engine.runs.filter(isTest);

const namesOf = ({ tests }: TestRecord) => tests.map(({ name }) => name);
const file = (name = 'test.json') =>
  join(workspace.root, `dist/packages/child/${name}`);

describe('runImageTests', () => {
  it('builds an image, and runs its tests and those below it in one container', async () => {
    const run = await workspace.test({ flavours: ['child'] });
    const { record, path } = resultOf(run, 'child');
    expect(record.passed).toBe(true);
    expect(namesOf(record)).toEqual(['a.sh', 'shared.sh', 'b.py']);
    expect(tests()).toHaveLength(1);
    expect(tests()[0]).toMatchObject({
      image: expect.stringMatching(/^brickyard\/child:k-/) as string,
      command: ['sh'],
    });
    expect(tests()[0]).not.toHaveProperty('network');
    expect(path).toBe('dist/packages/child/test.json');
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(record);
  });

  it("takes a child's test for one of the same name below", async () => {
    await workspace.test({ flavours: ['child'] });
    expect(tests()[0]?.input).toContain('echo child');
    expect(tests()[0]?.input).not.toContain('echo base');
  });

  it('asks for the packages that lists name, in the versions of the lock', async () => {
    workspace.write(
      'packages/base/requirements.txt',
      'Pandas\nold; python_version < "3"\n',
    );
    workspace.write('packages/base/locks/17.3-LTS.txt', 'pandas==2.0\n');
    workspace.write(
      'packages/child/r_packages.sh',
      'install-r-packages DBI==1.0 glue\n',
    );
    const run = await workspace.test({ flavours: ['child'] });
    const { record } = resultOf(run, 'child');
    expect(namesOf(record).slice(0, 3)).toEqual(['pandas', 'DBI', 'glue']);
    expect(record.tests[0]).toMatchObject({
      passed: false,
      place: { file: 'packages/base/requirements.txt', line: 1 },
      messages: [
        'is 1.0 in the image, and 2.0 in packages/base/locks/17.3-LTS.txt',
      ],
    });
  });

  it('shows a recorded pass and runs nothing', async () => {
    await workspace.test({ flavours: ['child'] });
    const again = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(again).toMatchObject({ reused: true, record: { passed: true } });
    expect(tests()).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    [
      'a test has changed',
      () => workspace.write('packages/base/tests/a.sh', 'true\n'),
    ],
    [
      'the image has changed',
      () =>
        workspace.write(
          'packages/child/Dockerfile',
          'FROM brickyard/base\nUSER root\n',
        ),
    ],
    [
      'the record is damaged',
      () => workspace.write('dist/packages/child/test.json', '{'),
    ],
    [
      'the record is none',
      () => workspace.write('dist/packages/child/test.json', 'null'),
    ],
  ])('runs again when %s', async (_, change) => {
    await workspace.test({ flavours: ['child'] });
    change();
    const run = await workspace.test({ flavours: ['child'] });
    expect(resultOf(run, 'child').reused).toBe(false);
    expect(tests()).toHaveLength(2);
  });

  it('runs again when told to, and after a failure', async () => {
    workspace.engine.container = (request) => answerTests(request, 1);
    const failed = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(failed.record.passed).toBe(false);
    await workspace.test({ flavours: ['child'] });
    workspace.engine.container = (request) => answerTests(request);
    await workspace.test({ flavours: ['child'] });
    await workspace.test({ flavours: ['child'], force: true });
    expect(tests()).toHaveLength(4);
  });

  it('pulls what only the registry has, unless a pass is recorded', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    workspace.engine.container = (request) => answerTests(request);
    await workspace.test({ flavours: ['child'] });
    expect(workspace.engine.pulls).toHaveLength(1);
    workspace.replaceEngine();
    await workspace.test({ flavours: ['child'] });
    expect(workspace.engine.pulls).toEqual([]);
  });

  it('gives tests a network and their own time when image.ts says so', async () => {
    workspace.write(
      'packages/child/image.ts',
      `export default { runtimes: ['17.3-LTS'], tests: { network: true, timeout: 7 } };\n`,
    );
    await workspace.test({ flavours: ['child'] });
    expect(tests()[0]).toMatchObject({ network: 'host' });
    expect(tests()[0]?.input).toContain('\nlimit=7\n');
  });

  it('leaves libraries out', async () => {
    workspace.addFlavour('files', {
      Dockerfile: 'FROM scratch\nCOPY a /\n',
      a: '',
    });
    const { images } = await workspace.test({ flavours: ['files'] });
    expect(images).toEqual([]);
  });

  it('looks into an image of which no test is asked', async () => {
    workspace.addFlavour('bare', { Dockerfile: 'FROM ubuntu:24.04\n' });
    const { record } = resultOf(
      await workspace.test({ flavours: ['bare'] }),
      'bare',
    );
    expect(record).toMatchObject({ passed: true, tests: [] });
    expect(record.conformance.checked).toContain('JDK-01');
  });

  it('names every bad line of test files before it builds anything', async () => {
    workspace.write('packages/base/tests/x.yaml', 'schemaVersion: 1\n');
    workspace.write(
      'packages/child/tests/y.yml',
      'schemaVersion: 2.0.0\na: 1\n',
    );
    await expect(workspace.test({ flavours: ['child'] })).rejects.toMatchObject(
      {
        code: 'IMAGE_TESTS_INVALID',
        problems: [
          { place: { file: 'packages/base/tests/x.yaml', line: 1 } },
          { place: { file: 'packages/child/tests/y.yml', line: 2 } },
        ],
      },
    );
    expect(workspace.engine.builds).toEqual([]);
  });

  it.each([
    ['nothing', '', 'the shell ended with exit code 1'],
    ['no row of its own', 'hello\n', 'the shell ended with exit code 1'],
    [
      'that it can do nothing',
      'brickyard:test\ttrouble\tno folder\n',
      'no folder',
    ],
  ])('fails when the container says %s', async (_, stdout, message) => {
    workspace.engine.container = (request) =>
      isTest(request)
        ? { exitCode: 1, stdout, stderr: 'sh: 1: bad\n' }
        : answerTests(request);
    const run = await workspace.test({ flavours: ['child'] });
    expect(caughtOf(run)).toMatchObject({
      code: 'CONTAINER_FAILED',
      message: expect.stringContaining(message) as string,
      hint: 'the container said: sh: 1: bad',
    });
    expect(existsSync(file())).toBe(false);
  });

  it('counts a test that nothing was said of as failed', async () => {
    const row = 'brickyard:test\tresult\t1\t0\t5\t120\n';
    workspace.engine.container = (request) =>
      isTest(request)
        ? { exitCode: 137, stdout: row, stderr: '' }
        : answerTests(request);
    const { record } = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(record.tests.map(({ passed }) => passed)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('refuses an image whose lock is stale, and tests the others', async () => {
    workspace.addFlavour('stale', {
      Dockerfile: 'FROM ubuntu:24.04 AS lock\nFROM ubuntu:24.04\n',
      'requirements.txt': 'idna\n',
    });
    await expect(workspace.test({ flavours: ['stale'] })).rejects.toMatchObject(
      { code: 'LOCK_STALE' },
    );
    const run = await workspace.test({ flavours: ['child', 'stale'] });
    expect(run.images.map(({ id }) => id)).toEqual([
      'child@17.3-LTS',
      'stale@17.3-LTS',
    ]);
    expect(resultOf(run, 'child').record.passed).toBe(true);
    expect(run.outcomes.get('stale@17.3-LTS')).toMatchObject({
      state: 'failed',
      error: { code: 'LOCK_STALE', hint: 'npx nx lock stale' },
    });
  });

  it('tells of a parent that could not be built', async () => {
    workspace.engine.failures.build = () => new Error('no base');
    const run = await workspace.test({ flavours: ['child'] });
    expect(caughtOf(run)).toMatchObject({ message: 'no base' });
  });
});

function caughtOf(run: TestRun): unknown {
  return caught(() => resultOf(run, 'child'));
}
