import type { ContainerRequest, ContainerResult } from '../engine/engine';
import { build } from '../engine/testing/contract-request';
import { FakeEngine } from '../engine/testing/fake-engine';
import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { runChecks, type SmokeRequest } from './run-checks';

const entry = [
  'brickyard:row\tfact\tbash\t0\t/usr/bin/bash',
  'brickyard:row\tfact\tjava\t0\topenjdk version "17.0.16"',
  'brickyard:row\tfact\tpython\t0\tPython 3.12.3',
];
const spark = [
  'brickyard:row\tcheck\tSpark session\t2\tok\tSpark 4.0.0',
  'brickyard:row\tcheck\tclean shutdown\t1\tok\tends',
];
const volume = 'brickyard-spark-4.0.0';

let engine: FakeEngine;
let downloads: string[];
/** What the containers print: before Spark, with Spark, while it is downloaded. */
let answers: Record<'entry' | 'spark' | 'fill', (ContainerResult | Error)[]>;

beforeEach(async () => {
  downloads = [];
  answers = { entry: [says(entry)], spark: [says(spark)], fill: [says([])] };
  engine = new FakeEngine({ container: answer });
  await build(engine, { tags: ['image:1'] });
});

describe('runChecks', () => {
  it('downloads Spark once and mounts it read-only, without a network', async () => {
    expect(await run()).toMatchObject({ ok: true, version: '4.0.0' });
    expect(engine.runs.map(kindOf)).toEqual(['entry', 'fill', 'spark']);
    expect(engine.runs[1]?.network).toBe('bridge');
    const { network, volumes } = engine.runs[2] as ContainerRequest;
    expect(network).toBeUndefined();
    expect(volumes).toEqual([{ name: volume, target: '/mnt/brickyard-spark' }]);
    answers = { ...answers, entry: [says(entry)], spark: [says(spark)] };
    await run();
    expect(downloads).toEqual(['4.0.0']);
  });

  it('downloads again what an earlier run left unfinished', async () => {
    engine.volumes.add(volume);
    answers.spark.unshift(says(['brickyard:row\tspark-missing']));
    expect(await run()).toMatchObject({ ok: true });
    const kinds = ['entry', 'spark', 'fill', 'spark'];
    expect(engine.runs.map(kindOf)).toEqual(kinds);
  });

  it('starts no Spark where it cannot start', async () => {
    answers.entry = [says(entry.slice(0, 1))];
    const { ok, checks } = await run();
    expect(ok).toBe(false);
    expect(checks.at(-1)).toMatchObject({
      state: 'skipped',
      detail: 'not started: java failed',
    });
    expect(engine.volumes.size).toBe(0);
  });

  it('starts no Spark for an image without Python and R', async () => {
    const { ok, checks } = await run({ languages: ['sql'] });
    expect(ok).toBe(true);
    expect(checks.at(-1)?.state).toBe('skipped');
  });

  it('waits no longer for the first answers than for Spark', async () => {
    await run({ timeout: 5 });
    expect(engine.runs[0]?.timeout).toBe(5);
    answers = { ...answers, entry: [says(entry)], spark: [says(spark)] };
    engine.runs.length = 0;
    await run({ timeout: 900 });
    expect(engine.runs.map(({ timeout }) => timeout)).toEqual([120, 900]);
  });

  it('asks Rserve of R, and for pandas only with Python', async () => {
    await run({ languages: ['r'] });
    const inputs = engine.runs.map(({ input }) => input ?? '');
    expect(inputs[0]).toContain('Rserve::run.Rserve');
    expect(inputs[2]).not.toMatch(/-B - +pandas <</);
    answers = { ...answers, entry: [says(entry)], spark: [says(spark)] };
    await run();
    expect(engine.runs[3]?.input).not.toContain('Rserve::run.Rserve');
    expect(engine.runs[4]?.input).toMatch(/-B - +pandas <</);
  });

  it('takes a job that ends early for failed, and shows its last lines', async () => {
    const killed = says(spark.slice(0, 1));
    answers.spark = [{ ...killed, exitCode: 137, stderr: 'Killed\n' }];
    const { ok, checks, output } = await run();
    expect(ok).toBe(false);
    expect(checks.at(-1)?.detail).toMatch(/ended early, with exit code 137$/);
    expect(output).toEqual(['Killed']);
  });

  it('names the index and what pip said, without a password', async () => {
    const stdout =
      'brickyard:row\tfact\tindex\t0\thttps://me:secret@index.test/simple\n';
    const stderr = 'WARNING: x\nERROR: No matching distribution\n';
    answers.fill = [{ exitCode: 1, stdout, stderr }];
    await expect(run()).rejects.toMatchObject({
      code: 'SPARK_UNAVAILABLE',
      message:
        'cannot get Apache Spark 4.0.0 (pyspark==4.0.0) from https://***@index.test/simple: No matching distribution',
    });
    expect(engine.volumes.size).toBe(0);
  });

  it('says when an image has nothing to download with', async () => {
    answers.fill = [{ ...says(['brickyard:row\tpip-missing']), exitCode: 1 }];
    await expect(run()).rejects.toMatchObject({
      code: 'SPARK_UNAVAILABLE',
      message: expect.stringContaining('neither pip nor virtualenv') as unknown,
    });
  });

  it('keeps no volume when the download is stopped', async () => {
    answers.fill = [new Error('stopped')];
    await expect(run()).rejects.toThrow('stopped');
    expect(engine.volumes.size).toBe(0);
  });

  it('hands index and certificates to the download alone', async () => {
    const index = "https://index.test/it's";
    const certificates = '-----BEGIN CERTIFICATE-----\n';
    await run({ download: { index, certificates, network: 'host' } });
    const [first, fill, last] = engine.runs;
    expect(fill?.network).toBe('host');
    expect(fill?.input).toContain("'https://index.test/it'\\''s'");
    for (const text of ['index.test', 'CERTIFICATE']) {
      expect(fill?.input).toContain(text);
      expect(`${first?.input}${last?.input}`).not.toContain(text);
    }
  });

  it('refuses a runtime line that does not say which Spark', async () => {
    const { spark: _spark, ...line } = findRuntime(builtInRuntimes, '17.3-LTS');
    await expect(run({ runtime: line })).rejects.toMatchObject({
      code: 'RUNTIME_INVALID',
    });
    expect(engine.runs).toEqual([]);
  });
});

function run(over: Partial<SmokeRequest> = {}) {
  return runChecks(engine, {
    image: 'image:1',
    runtime: findRuntime(builtInRuntimes, '17.3-LTS'),
    languages: ['python'],
    download: { network: 'bridge' },
    timeout: 300,
    onDownload: (version) => downloads.push(version),
    ...over,
  });
}

function answer(request: ContainerRequest): ContainerResult {
  const next = answers[kindOf(request)].shift();
  if (next === undefined) throw new Error(`no answer: ${kindOf(request)}`);
  if (next instanceof Error) throw next;
  return next;
}

function kindOf({ volumes }: ContainerRequest): 'entry' | 'spark' | 'fill' {
  const [first] = volumes ?? [];
  if (first === undefined) return 'entry';
  return first.writable ? 'fill' : 'spark';
}

function says(lines: readonly string[]): ContainerResult {
  return { exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
}
