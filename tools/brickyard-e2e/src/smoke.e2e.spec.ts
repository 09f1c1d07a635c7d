import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { homedir } from 'node:os';
import { env, platform } from 'node:process';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { sparkVolume } from '../../brickyard/src/smoke/fill-spark';
import { runChecks } from '../../brickyard/src/smoke/run-checks';
import { readRuntime } from './repository-flavours';
import type { Finished } from './running-command';
import { findPlaceRuntime } from './scratch-profile';
import { TestBed } from './test-bed';

const definition = (...languages: string[]) =>
  `export default { runtimes: ['17.3-LTS'], languages: ${JSON.stringify(languages)} };\n`;

/** Both are too old for Spark 4, but can be imported together. */
const misfit = 'numpy==1.26.4 pandas==1.5.3';

interface Change {
  timeout?: number;
  index?: string;
  signal?: AbortSignal;
}

let bed: TestBed;
let runtime: Runtime;
let run: Finished;
/** A name of python's image that no other file runs. */
let image: string;

beforeAll(async () => {
  bed = await TestBed.openWith(['toolbox', 'minimal', 'python', 'r']);
  const { workspace } = bed;
  const { namespace } = workspace;
  workspace.addFlavour('bare', {
    Dockerfile: 'FROM ubuntu:24.04\nENTRYPOINT ["false"]\n',
    'image.ts': definition('python'),
  });
  workspace.addFlavour('misfit', {
    Dockerfile: `FROM ${namespace}/python\nRUN /databricks/python3/bin/python3 -m pip install -q --no-deps ${misfit}\n`,
    'image.ts': definition('python'),
  });
  workspace.commit('two that Spark runs on, and two that it does not');
  const line = findPlaceRuntime(process.env, '17.3-LTS');
  runtime = readRuntime(workspace, line);
  const flavours = 'python,r,bare,misfit';
  image = bed.localName('python', `smoke-${workspace.id}`);
  await bed.engine.tag(bed.localName('python'), image);
  run = await workspace.nx(['run-many', '-t', 'docker-smoke', '-p', flavours]);
}, 900_000);
afterAll(() => bed?.close());

describe('docker-smoke', () => {
  it('runs Spark with the Python of the image', () => {
    expect(section('python')).toMatch(/on Apache Spark \S+: passed/);
    for (const name of [
      'DataFrame job',
      'Parquet round trip',
      'pandas UDF',
      'clean shutdown',
    ])
      expect(section('python')).toMatch(new RegExp(`ok +${name} +\\d`));
  });

  it('runs Spark beside R, and asks Rserve', () => {
    expect(section('r')).toMatch(/on Apache Spark \S+: passed/);
    expect(section('r')).toMatch(/ok +Rserve .*1\+1 is 2/);
    expect(section('r')).toMatch(/ok +clean shutdown/);
  });

  it('shows what passed as before, and runs nothing', async () => {
    const words = ['docker-smoke', 'python', '--json'];
    const { status, stdout } = await bed.workspace.nx(words);
    expect(status).toBe(0);
    expect(stdout).toContain('"reused": true');
    expect(stdout).toContain('"name": "Parquet round trip"');
  });

  it('names what an image lacks, and starts no Spark then', () => {
    expect(run.status).not.toBe(0);
    expect(section('bare')).toMatch(/FAILED +java .*no java on PATH/);
    expect(section('bare')).toMatch(
      /FAILED +python .*no \/databricks\/python3/,
    );
    expect(section('bare')).toMatch(/skipped +Spark session/);
  });

  it('names the versions that do not fit that Spark', () => {
    const text = section('misfit');
    expect(text).toMatch(/FAILED +pandas, pyarrow, numpy .*2\.0\.0 must be/);
    expect(text).toMatch(
      /the image has pandas 1\.5\.3, pyarrow \S+, numpy 1\./,
    );
    expect(text).toMatch(/ok +DataFrame job/);
  });
});

describe('the checks of one image', () => {
  const engine = connectEngine({ env, platform, home: homedir() });
  afterAll(() => engine.close());

  it.each([
    ['Java', { jdk: { default: '8' } }, /Java 17\S* on PATH, and .* Java 8$/],
    ['Python', { python: { version: '3.8' } }, /and \S+ has Python 3\.8$/],
  ])('name another %s than the runtime has', async (_name, other, text) => {
    const { ok, checks } = await check({ ...runtime, ...other });
    expect(ok).toBe(false);
    const failed = checks.filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.detail).toMatch(text);
  });

  it('name the index that has no such Spark, and leave no volume', async () => {
    await expect(check({ ...runtime, spark: '0.0.1' })).rejects.toMatchObject({
      code: 'SPARK_UNAVAILABLE',
      message: expect.stringContaining('http://127.0.0.1:9/simple') as unknown,
    });
    expect(await engine.hasVolume(sparkVolume('0.0.1'))).toBe(false);
  });

  it('end at the time limit, and leave no container', async () => {
    await expect(check(runtime, { timeout: 1 })).rejects.toMatchObject({
      code: 'CONTAINER_FAILED',
      message: expect.stringContaining('after 1 s') as unknown,
    });
    expect(await bed.engine.listContainers(image)).toEqual([]);
  });

  it('leave neither container nor volume when interrupted in a download', async () => {
    const stop = new AbortController();
    const server = createServer(() => stop.abort());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const index = `http://127.0.0.1:${port}/simple`;
    const line = { ...runtime, spark: '0.0.2' };
    const { signal } = stop;
    await expect(check(line, { index, signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    server.close();
    expect(await engine.hasVolume(sparkVolume('0.0.2'))).toBe(false);
    expect(await bed.engine.listContainers(image)).toEqual([]);
  });

  function check(
    line: Runtime,
    { timeout = 300, index = 'http://127.0.0.1:9/simple', signal }: Change = {},
  ) {
    return runChecks(engine, {
      image,
      runtime: line,
      languages: ['python'],
      download: { network: 'host', index },
      timeout,
      signal,
      onDownload: () => undefined,
    });
  }
});

/** The run's output for one image. */
function section(flavour: string): string {
  const lines = run.output.split('\n');
  const first = lines.findIndex(
    (line) => line.startsWith(`${flavour}@`) && / on Apache Spark /.test(line),
  );
  if (first < 0) throw new Error(`nothing about ${flavour}:\n${run.output}`);
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !/^ {2}/.test(line));
  return [lines[first], ...rest.slice(0, end)].join('\n');
}
