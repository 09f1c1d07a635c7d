import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { ContainerRequest, ContainerResult } from '../../engine/engine';
import { digestSmoke, type SmokeRecord } from '../records/smoke-record';
import { TestWorkspace } from '../testing/test-workspace';

const path = 'dist/packages/python/smoke.json';
const id = 'python@17.3-LTS';

let workspace: TestWorkspace;
let exitCode: number;

beforeEach(async () => {
  exitCode = 0;
  workspace = await TestWorkspace.create();
  workspace.addFlavour('python', {
    Dockerfile: 'FROM ubuntu:24.04\n',
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], languages: ['python'] };\n",
  });
  workspace.engine.container = answer;
});
afterEach(() => workspace.close());

/** An image that Spark 4 runs on, as long as `exitCode` is 0. */
function answer({ input = '' }: ContainerRequest): ContainerResult {
  const rows = input.includes('SPARK_HOME')
    ? ['check\tclean shutdown\t1\tok\tends']
    : [
        'fact\tbash\t0\t/bin/bash',
        'fact\tjava\t0\topenjdk version "17.0.16"',
        'fact\tpython\t0\tPython 3.12.3',
      ];
  const stdout = rows.map((row) => `brickyard:row\t${row}\n`).join('');
  const isSpark = input.includes('SPARK_HOME');
  return { exitCode: isSpark ? exitCode : 0, stdout, stderr: '' };
}

const record = () =>
  JSON.parse(readFileSync(join(workspace.root, path), 'utf8')) as SmokeRecord;

async function smoke(change: { force?: boolean } = {}) {
  workspace.engine.runs.length = 0;
  const { outcomes } = await workspace.smoke(change);
  const outcome = outcomes.get(id);
  if (outcome?.state !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.result;
}

describe('smokeImages', () => {
  it('builds what is not there, and writes down what became of it', async () => {
    const { reused } = await smoke();
    expect(reused).toBe(false);
    expect(workspace.engine.builds).toHaveLength(1);
    const runtime = '17.3-LTS';
    expect(record()).toMatchObject({ flavour: 'python', runtime, ok: true });
  });

  it('shows a recorded pass, and runs nothing, until told to', async () => {
    await smoke();
    expect(await smoke()).toMatchObject({ reused: true, record: record() });
    expect(workspace.engine.runs).toEqual([]);
    expect((await smoke({ force: true })).reused).toBe(false);
    expect(workspace.engine.runs).not.toEqual([]);
  });

  it('neither builds nor pulls what has a pass', async () => {
    await workspace.run({ push: true });
    await smoke();
    workspace.replaceEngine();
    expect((await smoke()).reused).toBe(true);
    expect([workspace.engine.builds, workspace.engine.pulls]).toEqual([[], []]);
  });

  it.each([
    ['its Dockerfile', 'packages/python/Dockerfile', 'FROM ubuntu:24.04\n#\n'],
    ['its record, to nonsense', path, '{'],
  ])('runs again after a change of %s', async (_name, file, text) => {
    await smoke();
    workspace.write(file, text);
    expect((await smoke()).reused).toBe(false);
  });

  it('takes no failure for a pass', async () => {
    exitCode = 1;
    expect((await smoke()).record.ok).toBe(false);
    expect((await smoke()).reused).toBe(false);
  });

  it('writes no record of an image in which nothing can be run', async () => {
    await smoke();
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.engine.container = () => {
      throw new Error('no shell');
    };
    const { outcomes } = await workspace.smoke();
    expect(outcomes.get(id)?.state).toBe('failed');
    expect(record).toThrow('ENOENT');
  });

  it('asks nothing of a library', async () => {
    workspace.write(
      'packages/python/Dockerfile',
      'FROM ubuntu:24.04 AS a\nFROM scratch\nCOPY --from=a /x /\n',
    );
    expect((await workspace.smoke()).images).toEqual([]);
  });
});

describe('digestSmoke', () => {
  it('covers the line and the languages', async () => {
    const { images } = await workspace.prepare();
    const [image] = images;
    if (image === undefined) throw new Error('no image');
    const { flavour, runtime } = image;
    const definition = { ...flavour.definition, languages: ['r' as const] };
    const digest = digestSmoke(image);
    expect(digestSmoke({ runtime, flavour })).toBe(digest);
    const languages = { runtime, flavour: { ...flavour, definition } };
    expect(digestSmoke(languages)).not.toBe(digest);
    const line = { flavour, runtime: { ...runtime, spark: '4.0.1' } };
    expect(digestSmoke(line)).not.toBe(digest);
  });

  it('covers the checks themselves', async () => {
    const { images } = await workspace.prepare();
    const [image] = images;
    if (image === undefined) throw new Error('no image');
    const digest = () => digestSmoke(image, workspace.root);
    workspace.write('rows/row.ts', '');
    workspace.write('smoke/run-checks.ts', 'export const none = 0;\n');
    const other = digest();
    expect(other).not.toBe(digestSmoke(image));
    workspace.write('smoke/run-checks.spec.ts', '');
    expect(digest()).toBe(other);
    workspace.write('rows/row.ts', 'export const none = 0;\n');
    expect(digest()).not.toBe(other);
  });
});
