import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ContainerRequest } from '../../engine/engine';
import {
  answerTests,
  isTest,
  probed,
  resultOf,
  soundProbe,
} from '../testing/test-answers';
import { TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
/** What the probe says. */
let said: string[];

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\n',
    'tests/a.sh': 'exit 0\n',
  });
  said = probed(soundProbe);
  workspace.engine.container = (request) => say(request);
});
afterEach(() => workspace.close());

/** Tests pass; the probe prints what it is told to. */
function say(request: ContainerRequest) {
  const result = answerTests(request);
  const tests = result.stdout.split('\n').filter((line) => !isProbe(line));
  const rows = isTest(request)
    ? said.map((row) => `brickyard:test\t${row}`)
    : [];
  return { ...result, stdout: [...rows, ...tests].join('\n') };
}
const isProbe = (line: string) => line.startsWith('brickyard:test\tprobe');

const test = async (force = false) =>
  resultOf(await workspace.test({ flavours: ['child'], force }), 'child');
const rulesOf = async () =>
  (await test()).record.conformance.findings.map(({ rule }) => rule);
const define = (definition: object, flavour = 'child') =>
  workspace.write(
    `packages/${flavour}/image.ts`,
    `export default ${JSON.stringify({ runtimes: ['17.3-LTS'], ...definition })};\n`,
  );
const without = (name: string) =>
  probed(soundProbe.filter((row) => !row.startsWith(`executable\t${name}\t`)));
const runs = () => workspace.engine.runs.filter(isTest);

describe('rules of docker-test', () => {
  it('hold for a sound image, and are counted', async () => {
    const { record } = await test();
    expect(record).toMatchObject({ passed: true });
    expect(record.conformance.checked).toEqual(
      expect.arrayContaining(['IMG-01', 'IMG-08', 'JDK-01', 'SYS-01']),
    );
    expect(runs()).toHaveLength(1);
  });

  it('fail an image that breaks one, and let it be asked again', async () => {
    said = without('bash');
    const { record } = await test();
    expect(record.tests).toMatchObject([{ passed: true }]);
    expect(record.passed).toBe(false);
    expect(record.conformance.findings).toContainEqual(
      expect.objectContaining({ rule: 'SYS-01', found: 'none' }),
    );
    expect((await test()).reused).toBe(false);
  });

  it('do not count where image.ts waives them', async () => {
    said = without('bash');
    define({ waivers: [{ rule: 'SYS-01', reason: 'we know' }] });
    const { record } = await test();
    expect(record.passed).toBe(true);
    expect(record.conformance.waived).toMatchObject([
      { rule: 'SYS-01', reason: 'we know', findings: [{}] },
    ]);
  });

  it('count again on the day after a waiver ends, whatever was recorded before', async () => {
    said = without('bash');
    const until = '2027-03-31';
    define({ waivers: [{ rule: 'SYS-01', reason: 'we know', until }] });
    expect((await test()).record.passed).toBe(true);
    workspace.now = new Date(`${until}T23:59:59Z`);
    await test();
    expect(await test()).toMatchObject({
      ...{ reused: true, record: { passed: true } },
    });
    workspace.now = new Date('2027-04-01T00:00:00Z');
    const { reused, record } = await test();
    expect(reused).toBe(false);
    expect(record.passed).toBe(false);
    expect(record.conformance.waived).toEqual([]);
    expect(record.conformance.findings).toContainEqual(
      expect.objectContaining({
        rule: 'WAIVER',
        message: 'the waiver of SYS-01 ended on 2027-03-31',
      }),
    );
  });

  it('tell of a waiver that nothing needs', async () => {
    define({ waivers: [{ rule: 'SYS-01', reason: 'we know' }] });
    expect(await rulesOf()).toContain('WAIVER');
  });

  it("ask of an image what a parent's waiver took out for the parent alone", async () => {
    said = without('bash');
    define({ waivers: [{ rule: 'SYS-01', reason: 'we know' }] }, 'base');
    expect(await rulesOf()).toContain('SYS-01');
  });

  it('are those of the languages below, too', async () => {
    define({ languages: ['r'] }, 'base');
    expect(await rulesOf()).toContain('R-01');
  });

  it('blame the line of a Dockerfile below', async () => {
    const secret = 'FROM ubuntu:24.04\nENV API_TOKEN=c2VjcmV0LXZhbHVl\n';
    workspace.write('packages/base/Dockerfile', secret);
    const { record } = await test();
    const { findings } = record.conformance;
    expect(findings.find(({ rule }) => rule === 'DOC-01')).toMatchObject({
      place: { file: 'packages/base/Dockerfile', line: 2 },
    });
    expect(record.passed).toBe(false);
  });

  it('are asked again when the record is of others', async () => {
    await test();
    expect((await test()).reused).toBe(true);
    const file = join(workspace.root, 'dist/packages/child/test.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"rules": "sha256:./, '"rules": "sha256:x'),
    );
    expect((await test()).reused).toBe(false);
  });
});

describe('the probe of docker-test', () => {
  it('is not run again for an image that it has looked into', async () => {
    await test();
    await test(true);
    const [first, second] = runs().map(({ input }) => input ?? '');
    expect(first).toContain('\nend_probe\n');
    expect(second).not.toContain('end_probe');
  });

  it('saves a push a container of its own', async () => {
    await test();
    const before = [...workspace.engine.runs];
    await workspace.run({ push: true, flavours: ['child'] });
    expect(workspace.engine.runs).toEqual(before);
  });

  it('is told apart from tests that print its rows', async () => {
    const fake =
      'brickyard:test\tout\t1\tbrickyard:row\texecutable\tbash\t/bin/bash';
    said = [...without('bash'), 'out\t1\tbrickyard:row\tend'];
    workspace.engine.container = (request) => {
      const result = say(request);
      return { ...result, stdout: `${fake}\n${result.stdout}` };
    };
    expect(await rulesOf()).toContain('SYS-01');
  });

  it('is a fault of the image when it ends early, and ends no test', async () => {
    said = [...probed(soundProbe.slice(0, 3), 1), 'probe-err\tout of memory'];
    const { record } = await test();
    expect(record.tests).toMatchObject([{ passed: true }]);
    expect(record.conformance.findings[0]).toMatchObject({
      rule: 'INVENTORY',
      severity: 'error',
      found: 'out of memory',
    });
    expect(record.conformance.skipped).toContainEqual({
      rule: 'SYS-01',
      because: 'needs to look into the image',
    });
    expect(record.passed).toBe(false);
  });

  it('says so when it was stopped', async () => {
    said = probed([], 124);
    const { record } = await test();
    expect(record.conformance.findings[0]?.message).toContain('in time');
  });

  it('keeps what it said when a test ends the container', async () => {
    workspace.engine.container = (request) => {
      const { stdout } = say(request);
      const kept = stdout
        .split('\n')
        .filter((line) => !/\t(result|end)/.test(line) || isProbe(line));
      return { exitCode: 137, stdout: kept.join('\n'), stderr: '' };
    };
    const { record } = await test();
    expect(record.tests).toMatchObject([{ passed: false }]);
    expect(record.conformance.checked).toContain('SYS-01');
  });
});
