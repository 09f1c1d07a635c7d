import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BuildPlan } from '../../brickyard/src/plan/build-plan';
import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import { expectFailure, expectSuccess } from './expectations';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

/** Stand-ins of this test: what differs between them is the Python they name. */
const lines = { old: 'stand-in-1', new: 'stand-in-2' };
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  const { substitutes } = readPlaceProfile(process.env);
  workspace.write('profile.json', { substitutes, runtimes: 'lines' });
  writeLine(lines.old, '3.10');
  writeLine(lines.new, '3.12');
  const { id, namespace } = workspace;
  const runtimes = `runtimes: ['${lines.new}', '${lines.old}']`;
  const files = { 'image.ts': `export default { ${runtimes} };\n` };
  const args = 'ARG PYTHON_VERSION\nARG DATABRICKS_RUNTIME\n';
  const tell = `RUN : ${id} && echo $DATABRICKS_RUNTIME has $PYTHON_VERSION`;
  workspace.addFlavour('both', {
    ...files,
    Dockerfile: `FROM ubuntu:24.04\n${args}${tell} > /both\n`,
  });
  workspace.addFlavour('child', {
    ...files,
    Dockerfile: `FROM ${namespace}/both\nRUN sed 's/^/built on /' /both > /child\n`,
  });
  workspace.addFlavour('newest', {
    Dockerfile: 'FROM scratch\nCOPY content /\n',
    content: `${id}\n`,
    'image.ts': `export default { runtimes: ['${lines.new}'] };\n`,
  });
  workspace.commit('two runtimes');
});
afterAll(() => bed?.close());

function writeLine(name: string, python: string, change: object = {}): void {
  bed.workspace.write(`lines/${name}.json`, {
    ...{ name, databricks: false, note: 'Nothing but a name.' },
    ...{ source: ['this test'], baseImage: 'ubuntu:24.04' },
    ...{ jdk: { default: '17' }, python: { version: python }, notebook: {} },
    ...change,
  });
}

async function plan(...words: string[]): Promise<string[]> {
  const { stdout } = await bed.workspace.brickyard([
    'plan',
    '--json',
    ...words,
  ]);
  const { images } = JSON.parse(stdout) as BuildPlan;
  return images
    .filter(({ action }) => action === 'build')
    .map(({ flavour, runtime }) => `${flavour} ${runtime}`);
}

function show(flavour: string, tag: string): Promise<string> {
  return bed.engine.run(bed.localName(flavour, tag), ['cat', `/${flavour}`]);
}

const childFile = (name: string) =>
  join(bed.workspace.root, 'dist/packages/child', name);

function readRecord(name: string): ImageRecord {
  return JSON.parse(readFileSync(childFile(name), 'utf8')) as ImageRecord;
}

describe('a flavour for two runtimes', () => {
  it('is two images in a plan, or the one asked for', async () => {
    const [both, child] = ['both', 'child'].map((flavour) => {
      return [`${flavour} ${lines.new}`, `${flavour} ${lines.old}`];
    });
    const all = [...both!, ...child!, `newest ${lines.new}`];
    expect((await plan()).sort()).toEqual([...all].sort());
    const old = [both![1], child![1]];
    expect(await plan('--runtime', lines.old)).toEqual(old);
    const words = ['--flavour=child', `--runtime=${lines.old}`];
    expect(await plan(...words)).toEqual(old);
  });

  it('can be built for one of them alone', async () => {
    const words = ['docker-build', 'child', `--runtime=${lines.old}`];
    expectSuccess(await bed.workspace.nx(words));
    const tags = await bed.localTags();
    const names = tags.filter((tag) => !tag.includes(':k-'));
    expect(names).toEqual([
      bed.localName('both', lines.old),
      bed.localName('child', lines.old),
    ]);
    expect(await show('child', lines.old)).toBe(
      `built on ${lines.old} has 3.10\n`,
    );
  });

  it('is published under a name for each, on parents of their own', async () => {
    const words = ['run-many', '-t', 'docker-push', '--channel=pr-12'];
    const runtimes = `--runtime=${lines.old},${lines.new}`;
    expectSuccess(await bed.workspace.nx([...words, runtimes]));
    const keyTag = expect.stringMatching(/^k-/) as string;
    for (const flavour of ['both', 'child']) {
      expect(await bed.publishedTags(flavour)).toEqual([
        ...[keyTag, keyTag],
        ...[`pr-12-${lines.old}`, `pr-12-${lines.new}`],
      ]);
    }
    expect(await show('child', lines.old)).toContain('stand-in-1 has 3.10');
    expect(await show('child', lines.new)).toContain('stand-in-2 has 3.12');
    // By hand, `docker build` gets the first one.
    expect(await show('child', 'latest')).toContain('stand-in-2 has 3.12');
    for (const line of Object.values(lines)) {
      const { labels } = await bed.engine.inspect(bed.localName('child', line));
      expect(labels['brickyard.runtime']).toBe(line);
    }
  });

  it('has a record for each', () => {
    const first = readRecord('image.json');
    const second = readRecord(`image.${lines.old}.json`);
    expect(first.runtime).toBe(lines.new);
    expect(second.runtime).toBe(lines.old);
    expect(first.digest).not.toBe(second.digest);
    expect(second.tags).toEqual([
      expect.stringMatching(/^k-/) as string,
      `pr-12-${lines.old}`,
    ]);
  });

  it('builds again what is for the line that changed, and no other', async () => {
    writeLine(lines.old, '3.11');
    const changed = [`both ${lines.old}`, `child ${lines.old}`];
    expect(await plan()).toEqual(changed);
    expectSuccess(await bed.workspace.nx(['docker-build', 'child']));
    expect(await show('child', lines.old)).toContain('stand-in-1 has 3.11');
    expect(await plan()).toEqual([]);
  });

  it('has cluster definitions for lines of Databricks, of what was pushed', async () => {
    const sparkVersions = ['17.3.x-scala2.13'];
    writeLine(lines.new, '3.12', { databricks: true, sparkVersions });
    const cluster = "cluster: { nodeType: 'i3.xlarge', workers: 2 }";
    const runtimes = `runtimes: ['${lines.new}', '${lines.old}']`;
    const definition = `export default { ${runtimes}, ${cluster} };\n`;
    bed.workspace.write('packages/child/image.ts', definition);
    const pushed = await bed.workspace.nx(['docker-push', 'child']);
    expectSuccess(pushed);
    // Neither is a part of what an image is made of.
    expect(pushed.output).toContain('0 to build');
    const { digest, tags } = readRecord('image.json');
    const text = readFileSync(childFile('cluster.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      spark_version: '17.3.x-scala2.13',
      docker_image: {
        url: `${bed.tap.host}/${bed.workspace.namespace}/child:${tags[0]}`,
      },
      spark_env_vars: { BRICKYARD_IMAGE_DIGEST: digest },
    });
    expect(await bed.publishedDigest('child', tags[0] ?? '')).toBe(digest);
    expect(pushed.output).toContain(`${lines.old} is not a Databricks runtime`);
    expect(existsSync(childFile(`cluster.${lines.old}.json`))).toBe(false);
  });

  it.each([
    ['docker-build', 'newest', lines.old, 'newest', lines.new],
    [
      'docker-push',
      'child',
      '17.3',
      'both, child',
      `${lines.old}, ${lines.new}`,
    ],
  ])('%s %s --runtime=%s is refused', async (target, name, line, of, known) => {
    const words = [target, name, `--runtime=${line}`];
    expectFailure(
      await bed.workspace.nx(words),
      'RUNTIME_UNKNOWN',
      `--runtime: no image of ${of} is for '${line}'`,
      `hint: runtimes: ${known}`,
    );
  });
});
