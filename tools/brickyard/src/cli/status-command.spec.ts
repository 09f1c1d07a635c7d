import { readFileSync } from 'node:fs';

import type { Status } from '../run/status/read-status';
import { answerTests } from '../run/testing/test-answers';
import {
  createFamily,
  type TestWorkspace,
} from '../run/testing/test-workspace';
import { runInWorkspace } from './testing/run-in-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
  workspace.engine.container = answerTests;
});
afterEach(() => workspace.close());

function run(...args: string[]) {
  const { PATH } = process.env;
  return runInWorkspace(workspace.root, ['status', ...args], { PATH });
}

async function read(...args: string[]) {
  return JSON.parse((await run(...args, '--json')).out) as Status;
}

function edit(path: string, change: object): void {
  const record = JSON.parse(
    readFileSync(workspace.path(path), 'utf8'),
  ) as object;
  workspace.write(path, { ...record, ...change });
}

describe('brickyard status', () => {
  it('has a help of its own', async () => {
    expect((await run('--help')).out).toMatch(/^Usage: brickyard status/);
  });

  it('has a line for each image that was never built', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual([
      'image           published  base        locks  tests    rules    size',
      'base@17.3-LTS   no         not locked  –      not run  not run  –',
      'child@17.3-LTS  no         not locked  –      not run  not run  –',
    ]);
  });

  it('takes what was published here from records', async () => {
    await workspace.run({ push: true });
    await workspace.test();
    edit('dist/packages/base/image.json', { created: '2026-05-04T10:00:00Z' });
    const { out } = await run('base');
    expect(out).toMatch(/^base@17\.3-LTS {2}2026-05-04 .* none .* kB$/m);
    const [image] = (await read('base')).images;
    expect(image?.published).toMatchObject({
      isCurrent: true,
      source: 'record',
    });
    expect(image?.tests?.failed).toBe(0);
  });

  it('tells that files have changed since', async () => {
    await workspace.run({ push: true });
    await workspace.test();
    workspace.write('packages/base/setup.sh', 'echo again\n');
    const { out } = await run();
    expect(out).toMatch(/^base@17\.3-LTS .*, files changed .* not run/m);
    expect(out).toContain('npx brickyard plan says what');
  });

  it('does not compare with what it cannot know', async () => {
    await workspace.run({ push: true });
    const { out } = await run('--offline');
    expect(out).toMatch(/^base@17\.3-LTS +yes \(\?\) /m);
    expect(out).toContain('ubuntu:24.04, and no registry told it.');
  });

  it('asks the registry where there are no records', async () => {
    await workspace.run({ push: true });
    workspace.remove('dist');
    const [image] = (await read('base')).images;
    expect(image?.published).toMatchObject({
      ...{ isCurrent: true, source: 'registry' },
    });
    workspace.write('packages/base/setup.sh', 'echo again\n');
    const [older] = (await read('base')).images;
    expect(older?.published?.isCurrent).toBe(false);
    const [offline] = (await read('base', '--offline')).images;
    expect(offline?.published).toBeNull();
  });

  it('leaves out a record of another line, and a damaged one', async () => {
    await workspace.run({ push: true });
    edit('dist/packages/base/image.json', { runtime: '16.4-LTS' });
    workspace.write('dist/packages/child/image.json', '{');
    const { images } = await read('--offline');
    expect(images.map(({ published }) => published)).toEqual([null, null]);
  });

  it('warns once of a registry that does not answer', async () => {
    await workspace.memory.close();
    const { code, err } = await run();
    expect(code).toBe(0);
    expect(err.match(/warning: what .* has is not known/g)).toHaveLength(1);
  });

  it('counts failed tests, and rules that are broken', async () => {
    await workspace.run({ push: true });
    await workspace.test();
    const file = 'dist/packages/base/test.json';
    const place = { file: 'x' };
    const finding = { rule: 'IMG-01', message: 'x', severity: 'error' };
    edit(file, {
      tests: [
        { name: 'a', place, passed: false, messages: [] },
        { name: 'b', place, passed: true, messages: [] },
      ],
      conformance: { findings: [finding, { ...finding, severity: 'warning' }] },
    });
    expect((await run('base')).out).toContain('1 failed  1 error, 1 warning');
  });

  it('tells stale locks and missing ones', async () => {
    workspace.write(
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04\nARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /\n',
    );
    workspace.write('packages/base/requirements.txt', 'pandas\n');
    const missing = await run('--offline');
    expect(missing.out).toMatch(/^base@.* missing /m);
    workspace.write('packages/base/locks/17.3-LTS.txt', 'pandas==2.2.3\n');
    const { out, err } = await run('--offline');
    expect(out).toMatch(/^base@.* stale /m);
    expect(err).toContain('LOCK_STALE');
  });

  it.each([
    [['bse'], 1, 'did you mean base?'],
    [['--runtime=12.2-LTS'], 1, "no image of base, child is for '12.2-LTS'"],
    [['--offlin'], 2, 'did you mean --offline?'],
  ])('%j: fails with %i', async (args, code, message) => {
    const answer = await run(...args);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toContain(message);
  });
});
