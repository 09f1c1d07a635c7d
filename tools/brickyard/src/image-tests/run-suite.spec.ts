import type { ContainerResult } from '../engine/engine';
import { build } from '../engine/testing/contract-request';
import { type FakeContainer, FakeEngine } from '../engine/testing/fake-engine';
import type { Check, Suite } from './image-test';
import { runSuite, type SuiteRequest } from './run-suite';

const script: Check = { type: 'script', language: 'sh', text: 'true\n' };
const asksConfig: Check = {
  type: 'metadata',
  envVars: [],
  unboundEnvVars: [],
  labels: [{ key: 'of', value: 'x', isRegex: false }],
  exposedPorts: [],
  unexposedPorts: [],
  volumes: [],
  unmountedVolumes: [],
  user: '',
};

function suiteOf(...checks: Check[]): Suite {
  const place = { file: 'tests/a' };
  const tests = checks.map((check, at) => ({ name: `t${at}`, check, place }));
  return { tests, network: false, timeout: 20 };
}

async function run(container: FakeContainer, rest: Partial<SuiteRequest> = {}) {
  const engine = new FakeEngine({ container });
  await build(engine, { tags: ['x:1'], labels: { of: 'x' } });
  const request = { suite: suiteOf(script), image: 'x:1', ...rest };
  return { engine, ran: runSuite(request, engine) };
}

const rows = (...lines: string[]) =>
  lines.map((line) => `brickyard:test\t${line}\n`).join('');
const prints =
  (stdout: string, stderr = '', exitCode = 0) =>
  (): ContainerResult => ({ exitCode, stdout, stderr });
const passed = 'result\t1\t0\t5\t20';

describe('runSuite', () => {
  it('needs no container for what the config of an image tells', async () => {
    const { engine, ran } = await run(prints(''), {
      suite: suiteOf(asksConfig),
    });
    expect((await ran).tests).toMatchObject([{ name: 't0', passed: true }]);
    expect(engine.runs).toEqual([]);
  });

  it('needs a container for one test among those of a config', async () => {
    const suite = suiteOf(asksConfig, script);
    const said = rows('result\t2\t0\t5\t20', 'end');
    const { engine, ran } = await run(prints(said), { suite });
    expect((await ran).tests.map(({ passed }) => passed)).toEqual([true, true]);
    expect(engine.runs).toHaveLength(1);
  });

  it('runs a probe in a container although no test needs one', async () => {
    const { engine, ran } = await run(prints(rows('probed\t3', 'end')), {
      suite: suiteOf(asksConfig),
      probe: 'echo probe',
    });
    expect(await ran).toMatchObject({
      tests: [{ passed: true }],
      probed: { status: 3 },
    });
    expect(engine.runs[0]?.input).toContain('echo probe');
  });

  it('gives tests and probe more time where the engine emulates', async () => {
    const engine = new FakeEngine({ container: prints(rows(passed, 'end')) });
    engine.emulates = 3;
    await build(engine, { tags: ['x:1'], labels: { of: 'x' } });
    const request = { suite: suiteOf(script), image: 'x:1', probe: 'true' };
    await runSuite(request, engine);
    const input = engine.runs[0]?.input;
    expect(input).toContain('limit=60\n');
    expect(input).toContain('timeout -k 2 360 sh');
    expect(input).toContain('deadline=$((clock + 5400 * 100))');
  });

  it('reads the result of each test by its number', async () => {
    const said = rows(passed, 'result\t2\t4\t5\t20', 'end');
    const { ran } = await run(prints(said), { suite: suiteOf(script, script) });
    expect((await ran).tests).toMatchObject([
      { name: 't0', passed: true },
      { name: 't1', passed: false, messages: ['exit code 4'] },
    ]);
  });

  it('joins the network of the machine only for a suite that asks', async () => {
    const network = { suite: { ...suiteOf(script), network: true } };
    const asked = await run(prints(rows(passed)), network);
    const unasked = await run(prints(rows(passed)));
    await Promise.all([asked.ran, unasked.ran]);
    expect(asked.engine.runs).toMatchObject([{ network: 'host' }]);
    expect(unasked.engine.runs[0]).not.toHaveProperty('network');
  });

  it('gives the container a minute more than tests and probe may take', async () => {
    const { engine, ran } = await run(prints(rows(passed)));
    await ran;
    expect(engine.runs).toMatchObject([{ timeout: 1800 + 120 + 60 }]);
  });

  it('refuses an image that the engine does not have', async () => {
    const { ran } = await run(prints(''), { image: 'y:1' });
    await expect(ran).rejects.toMatchObject({
      code: 'CONTAINER_FAILED',
      message: 'cannot test y:1: the engine has no such image',
    });
  });

  it.each([
    ['the last row', 'end'],
    ['the result of a test', passed],
    ['what the probe ended with', 'probed\t0'],
  ])('takes what there is when there is %s', async (_, row) => {
    const { ran } = await run(prints(rows(row), 'sh: ended\n', 137));
    await expect(ran).resolves.toMatchObject({ tests: [{ name: 't0' }] });
  });

  it.each([
    ['nothing', '', 'the shell ended with exit code 2'],
    ['a row that makes no sense', 'result\t1', 'the shell ended with exit'],
  ])('fails when the rows are %s', async (_, row, why) => {
    const { ran } = await run(prints(rows(row), '', 2));
    await expect(ran).rejects.toMatchObject({
      code: 'CONTAINER_FAILED',
      message: expect.stringContaining(`cannot test x:1: ${why}`) as string,
    });
  });

  it('fails on trouble whatever else was said', async () => {
    const said = rows(passed, 'trouble\tno folder', 'end');
    const { ran } = await run(prints(said));
    await expect(ran).rejects.toMatchObject({
      message: 'cannot test x:1: no folder',
    });
  });

  it('hints at the last three lines that the container said', async () => {
    const { ran } = await run(prints('', '\n1\n2\n3\n4\n\n', 1));
    await expect(ran).rejects.toMatchObject({
      hint: 'the container said: 2 | 3 | 4',
    });
  });

  it.each([[''], ['\n \n']])(
    'hints at nothing when the container said %j',
    async (stderr) => {
      const { ran } = await run(prints('', stderr, 1));
      const error: unknown = await ran.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'CONTAINER_FAILED' });
      expect(error).toHaveProperty('hint', undefined);
    },
  );
});
