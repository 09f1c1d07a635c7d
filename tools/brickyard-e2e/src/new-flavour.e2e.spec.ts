import { expectSuccess } from './expectations';
import { ScratchClone } from './scratch-clone';
import { TestBed } from './test-bed';

const requirements = 'packages/geo/requirements.txt';

let bed: TestBed;
let clone: ScratchClone;
let before: string;

beforeAll(async () => {
  bed = await TestBed.open();
  const flavours = ['toolbox', 'minimal', 'python', 'r', 'python-r'];
  clone = new ScratchClone(bed.workspace, flavours);
  await clone.type('nx', 'sync');
  bed.workspace.commit('the flavours');
  before = bed.workspace.git('rev-parse', 'HEAD');
  await bed.workspace.publish();
}, 900_000);
afterAll(async () => {
  clone?.close();
  await bed?.close();
});

const affected = async () => {
  const words = ['affected', '-t', 'docker-push', '--base=HEAD~1'];
  bed.tap.reset();
  const finished = await bed.workspace.nx(words);
  expectSuccess(finished);
  return finished.output;
};
const report = async () => {
  const words = ['brickyard', 'report', '--base=HEAD~1', '--markdown'];
  return (await clone.type(...words)).stdout;
};

describe('a new flavour', () => {
  it('is published by its first commit, alone', async () => {
    const words = ['--languages=python,r', '--packages=humanize~=4.9.0'];
    const lines = ['--runtimes=17.3-LTS', '--no-interactive'];
    await clone.type('nx', 'g', 'brickyard:flavour', 'geo', ...words, ...lines);
    await clone.type('nx', 'sync');
    await clone.type('nx', 'lock', 'geo');
    bed.workspace.commit('geo');
    const output = await affected();
    expect(output).toContain('1 to build, 5 to reuse');
    const { digest, runtime } = bed.workspace.record('geo');
    for (const tag of [runtime, 'latest'])
      expect(await bed.publishedDigest('geo', tag)).toBe(digest);
    expect(await report()).toMatch(/`geo`.*new/);
  });

  it('tells what another version of a package changes', async () => {
    bed.workspace.write(requirements, 'humanize~=4.10.0\n');
    await clone.type('nx', 'lock', 'geo');
    bed.workspace.commit('a newer humanize');
    expect(await affected()).toContain('1 to build, 5 to reuse');
    const text = await report();
    expect(text).toContain('### 1 image changed');
    expect(text).toContain('| `humanize` | 4.9.0 → 4.10.0 | minor |');
    expect(text.match(/^\| `.*→/gm)).toHaveLength(1);
  });

  it('is removed without a trace in the tree', async () => {
    await clone.type('nx', 'g', 'brickyard:remove', 'geo', '--no-interactive');
    await clone.type('nx', 'sync');
    bed.workspace.commit('no geo');
    expect(bed.workspace.git('diff', '--stat', before)).toBe('');
    expect(bed.workspace.git('status', '--short')).toBe('');
    await affected();
    expect(bed.tap.count('PUT')).toBe(0);
    expect(await report()).toMatch(/`geo`.*removed/);
  });
});
