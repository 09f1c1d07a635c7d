import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BuildPlan } from '../../brickyard/src/plan/build-plan';
import type { ImagesLock } from '../../brickyard/src/workspace/images-lock';
import { expectFailure, expectSuccess } from './expectations';
import { publishBase } from './private-base';
import { TestBed } from './test-bed';

let bed: TestBed;
let base: string;
let digests: string[];

/** Moves the tag of the base to other content. */
async function moveBase(text: string): Promise<void> {
  const at = bed.repository('tools');
  const content = `${text} ${bed.workspace.id}\n`;
  digests.push(await publishBase(bed.published, at, content));
}

beforeAll(async () => {
  bed = await TestBed.open();
  digests = [];
  base = `${bed.tap.host}/${bed.repository('tools').repository}:1`;
  await moveBase('first');
  bed.workspace.addFlavour('own', {
    Dockerfile: `FROM ${base} AS tools\nFROM ubuntu:24.04\nCOPY --from=tools base /base\n`,
  });
  bed.workspace.addFlavour('bare', {
    Dockerfile: `FROM ${base}\nCOPY a /\n`,
    a: '',
  });
});
afterAll(() => bed?.close());

const isOfBase = (path: string) => path.includes('/tools/');
const refresh = (...words: string[]) =>
  bed.workspace.brickyard(['refresh', ...words]);
const build = () => bed.workspace.nx(['docker-build', 'own']);
/** The entry of the base in images.lock.json. */
function lockedBase(): string | undefined {
  const file = join(bed.workspace.root, 'images.lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as ImagesLock;
  return lock[base];
}
/** The text in the base that the image was built from. */
const showBase = () => bed.engine.run(bed.localName('own'), ['cat', '/base']);

describe('a base that is not locked', () => {
  it('is looked up, with one warning', async () => {
    const { output } = await bed.workspace.brickyard(['plan']);
    const warning = `warning: ${base} is not in images.lock.json`;
    expect(output.split(warning)).toHaveLength(2);
    expect(output).toContain('hint: npx brickyard refresh');
  });

  it('fails a check', async () => {
    const { status, stdout } = await refresh('--check');
    expect(status).toBe(1);
    expect(stdout).toContain('images.lock.json is out of date');
  });
});

describe('brickyard refresh', () => {
  it('writes what each tag stands for, with one HEAD', async () => {
    bed.tap.reset();
    const finished = await refresh();
    expectSuccess(finished);
    expect(lockedBase()).toBe(digests[0]);
    expect(bed.tap.requests.map(({ method }) => method)).toEqual(['HEAD']);
    expectSuccess(await refresh('--check'));
  });

  it('makes builds keep to it while the tag moves', async () => {
    await moveBase('second');
    const finished = await build();
    expectSuccess(finished);
    expect(finished.output).not.toContain('warning');
    expect(await showBase()).toContain('first');
    expectSuccess(await build());
  });

  it('has its move named by every plan', async () => {
    const [locked, current] = digests;
    const plan = await bed.workspace.plan();
    expect(plan.movedBases).toEqual([{ image: base, locked, current }]);
    expect(plan.images.find(({ flavour }) => flavour === 'own')?.action).toBe(
      'reuse',
    );
    const line = `base ${base} has moved`;
    for (const words of [['plan'], ['plan', '--markdown']]) {
      const { stdout } = await bed.workspace.brickyard(words);
      expect(stdout).toContain(line);
    }
  });

  it('counts the look in the requests of a plan', async () => {
    bed.tap.reset();
    const words = ['plan', '--json', '--flavour', 'bare'];
    const { stdout } = await bed.workspace.brickyard(words);
    const { requests } = JSON.parse(stdout) as BuildPlan;
    expect(requests.head).toBe(bed.tap.count('HEAD'));
    const looks = bed.tap.requests.filter(({ path }) => isOfBase(path));
    expect(looks).toHaveLength(1);
  });

  it('takes the move, and the plan says why it builds', async () => {
    const { status, stdout } = await refresh();
    expect([status, stdout]).toEqual([0, expect.stringContaining('moved')]);
    const [before, after] = digests;
    expect(lockedBase()).toBe(after);
    const { images, movedBases } = await bed.workspace.plan();
    expect(movedBases).toEqual([]);
    const own = images.find(({ flavour }) => flavour === 'own');
    expect(own?.reasons).toEqual([
      { part: `base:${base}`, change: 'changed', from: before, to: after },
    ]);
    expectSuccess(await build());
    expect(await showBase()).toContain('second');
  });

  it('is what a digest that is gone from the registry asks for', async () => {
    const lock = { [base]: `sha256:${'0'.repeat(64)}` };
    bed.workspace.write('images.lock.json', lock);
    const finished = await build();
    expectSuccess(await refresh());
    const place = `packages/own/Dockerfile:1: ${base}: cannot pull`;
    expectFailure(finished, 'REGISTRY_NAME_UNKNOWN', place);
    expect(finished.output).toContain('npx brickyard refresh takes the one');
  });

  it('keeps an entry whose registry fails, and builds go on', async () => {
    bed.tap.refuse = ({ path }) =>
      isOfBase(path)
        ? { status: 403, body: { errors: [{ code: 'DENIED' }] } }
        : undefined;
    const finished = await refresh();
    const plan = await bed.workspace.brickyard(['plan', '--strict']);
    bed.tap.reset();
    expect(finished.status).toBe(1);
    expect(finished.output).toContain('[REGISTRY_DENIED]');
    expect(finished.stdout).toContain(
      'left alone: its registry gave no digest',
    );
    expect(lockedBase()).toBe(digests[1]);
    expectSuccess(plan);
  });

  it('drops what no Dockerfile names any more', async () => {
    const from = 'FROM ubuntu:24.04\n';
    for (const name of ['own', 'bare'])
      bed.workspace.addFlavour(name, { Dockerfile: from });
    expectSuccess(await refresh('--flavour', 'bare'));
    expect(lockedBase()).toBe(digests[1]);
    const { stdout } = await refresh();
    expect(stdout).toContain('dropped');
    expect(lockedBase()).toBeUndefined();
  });
});
