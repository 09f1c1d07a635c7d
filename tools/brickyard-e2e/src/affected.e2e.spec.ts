import {
  addAffectedFlavours,
  lockfile,
  moveOutside,
  setPython,
} from './affected-workspace';
import { expectSuccess } from './expectations';
import type { Finished } from './running-command';
import { TestBed } from './test-bed';

const everything = ['alone', 'base', 'child', 'lib', 'taker'];
const onBase = ['base', 'child', 'taker'];
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  await addAffectedFlavours(bed);
  bed.workspace.commit('flavours');
  await bed.workspace.publish();
});
afterAll(() => bed?.close());

describe('nx affected -t docker-push builds what the plan says and asks for the rest, after a commit of', () => {
  type Row = [
    what: string,
    change: () => unknown,
    /** By Nx, which may list too many but never too few. */
    selected: string[],
    built: string[],
  ];

  it.each<Row>([
    ['a flavour’s end', () => remove('leaving'), everything, []],
    ['a README', () => write('child/README.md'), [], []],
    ['a test', () => write('child/tests/one.sh'), ['child'], []],
    ['image.ts without effect', setOwners, ['child'], []],
    ['a version of a flavour', setVersion, onBase, []],
    ['settings in nx.json', setSettings, everything, []],
    ['package-lock.json', setLockfile, everything, []],
    ['plugin source', touchPlugin, everything, []],
    ['a mirror in a profile', setMirror, everything, []],
    ['a name outside the context', () => rename('tests/one.sh'), ['child'], []],
    ['a name in it', () => rename('data/one.txt'), ['child'], ['child']],
    [
      'a library',
      () => write('lib/wheel.txt'),
      ['lib', 'taker'],
      ['lib', 'taker'],
    ],
    ['a parent', () => write('base/setup.txt'), onBase, onBase],
    ['a runtime value', () => setPython(bed, '3.12'), everything, ['child']],
    ['a base’s digest', () => moveOutside(bed, 'two'), everything, onBase],
  ])('%s', async (what, change, selected, built) => {
    await change();
    bed.workspace.commit(what);
    expect(await planned()).toEqual(built);
    const finished = await pushAffected();
    expectSuccess(finished);
    expect(match(finished, /^ *- (\S+)$/gm)).toEqual(selected);
    expect(match(finished, /^(\S+)@tiny +built .*, published/gm)).toEqual(
      built,
    );
    expect(pushed()).toEqual(built);
    const reused = match(finished, /^(\S+)@tiny +reused, already/gm);
    for (const flavour of selected) {
      expect([...built, ...reused]).toContain(flavour);
    }
    expect(reused.map(requestsFor)).toEqual(reused.map(() => lookUp));
  });
});

describe('nx affected -t docker-push', () => {
  it('pushes nothing where git does not know the base, as in a shallow clone', async () => {
    bed.tap.reset();
    const words = ['affected', '-t', 'docker-push', '--base=origin/main'];
    const finished = await bed.workspace.nx(words);
    expect(finished.status).not.toBe(0);
    expect(finished.output).toContain('origin/main');
    expect(bed.tap.requests).toEqual([]);
  });
});

/** The requests to the registry for an image that is up to date. */
const lookUp = ['HEAD k-…', 'HEAD latest', 'HEAD tiny'];

async function planned(): Promise<string[]> {
  const { images } = await bed.workspace.plan();
  const builds = images.filter(({ action }) => action === 'build');
  return builds.map(({ flavour }) => flavour).sort();
}

function pushAffected(): Promise<Finished> {
  bed.tap.reset();
  const range = ['--base=HEAD~1', '--head=HEAD'];
  return bed.workspace.nx(['affected', '-t', 'docker-push', ...range]);
}

function match({ output }: Finished, pattern: RegExp): string[] {
  return [...output.matchAll(pattern)].map(([, name = '']) => name).sort();
}

/** Flavours whose immutable tag was written. */
function pushed(): string[] {
  const writes = bed.tap.requests.filter(({ method }) => method === 'PUT');
  return writes
    .flatMap(({ path }) => /([^/]+)\/manifests\/k-/.exec(path)?.[1] ?? [])
    .sort();
}

function requestsFor(flavour: string): string[] {
  const { repository } = bed.repository(flavour);
  return bed.tap.requests
    .filter(({ path }) => path.startsWith(`/v2/${repository}/`))
    .map(({ method, path }) => `${method} ${path.replace(/.*\//, '')}`)
    .map((text) => text.replace(/ k-[0-9a-f]{40}$/, ' k-…'))
    .sort();
}

function write(path: string): void {
  bed.workspace.write(`packages/${path}`, `changed ${bed.workspace.id}\n`);
}

function remove(flavour: string): void {
  bed.workspace.remove(`packages/${flavour}`);
}

function rename(path: string): void {
  const file = `packages/child/${path}`;
  bed.workspace.rename(file, file.replace('one', 'two'));
}

function setOwners(): void {
  const text = "export default { runtimes: ['tiny'], owners: ['@team/a'] };\n";
  bed.workspace.write('packages/child/image.ts', text);
}

function setVersion(): void {
  const manifest = { name: 'base', private: true, version: '1.0.0' };
  bed.workspace.write('packages/base/package.json', manifest);
}

function setSettings(): void {
  const clusters = { policyPrefix: 'team-' };
  bed.workspace.setOptions({ runtimes: 'lines', clusters }, { parallel: 2 });
}

function setLockfile(): void {
  bed.workspace.write('package-lock.json', lockfile('1.1.0'));
}

function touchPlugin(): void {
  const file = 'tools/brickyard/src/index.ts';
  bed.workspace.write(file, `${bed.workspace.read(file)}// One line more.\n`);
}

function setMirror(): void {
  const mirrors = { cran: 'http://mirror.test/cran' };
  bed.workspace.write('profile.json', { mirrors });
}
