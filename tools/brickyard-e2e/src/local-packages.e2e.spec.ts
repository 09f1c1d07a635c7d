import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expectFailure, expectSuccess } from './expectations';
import { addIndexedFlavour } from './indexed-flavour';
import { addLockedFlavours } from './locked-flavours';
import { findMainIndex } from './main-index';
import { makeSource, makeWheel } from './package-files';
import { type PackageFile, PackageIndex } from './package-index';
import type { Finished } from './running-command';
import { findPlaceRuntime, readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';
import { readIfThere, whileWritten } from './while-written';

const line = findPlaceRuntime(process.env, '17.3-LTS');
const lockOf = (flavour: string) => `packages/${flavour}/locks/${line}.txt`;
const requirements = 'packages/files/requirements.txt';
const words = ['--runtime', line, '--excludeTaskDependencies'];
let bed: TestBed;
let main: PackageIndex;

beforeAll(async () => {
  bed = await TestBed.open();
  main = await PackageIndex.start([
    makeWheel({ name: 'found', version: '1.0', origin: 'index' }),
    await makeSource({ name: 'unbuilt', version: '1.0', origin: 'index' }),
  ]);
  main.fallback = findMainIndex();
  const place = readPlaceProfile(process.env);
  const mirrors = { ...place.mirrors, pip: main.url };
  const profile = { ...place, buildNetwork: 'host', mirrors };
  bed.workspace.write('profile.json', profile);
  addLockedFlavours(bed.workspace);
  bed.workspace.remove('packages/child');
  addIndexedFlavour(bed.workspace, 'files', {
    parent: 'team',
    python: { buildFromSource: ['unbuilt'] },
    requirements: [
      './wheels/by_path-1.0-py3-none-any.whl',
      'by-url @ file:wheels/by_url-1.0-py3-none-any.whl',
      './wheels/source-1.0.tar.gz',
      '-r more.txt',
      'unbuilt',
      '',
    ].join('\n'),
  });
  bed.workspace.write(
    'packages/files/more.txt',
    '--find-links ./wheels\nfound\n',
  );
  for (const name of ['by_path', 'by_url'])
    addFile(makeWheel({ name, version: '1.0', origin: 'folder' }));
  addFile(makeWheel({ name: 'found', version: '2.0', origin: 'folder' }));
  addFile(await makeSource({ name: 'source', version: '1.0' }));
  bed.workspace.commit('a flavour with files');
  expectSuccess(await nx('lock', 'team', ...words));
  expectSuccess(await nx('lock', 'files', ...words));
}, 600_000);
afterAll(async () => {
  await main?.close();
  await bed?.close();
});

describe('packages in files of a flavour', () => {
  it('are locked with their hashes, as they are named', () => {
    const text = read(lockOf('files'));
    const hash = String.raw` \\\n {4}--hash=sha256:[0-9a-f]{64}`;
    const at = (name: string, file: string) =>
      new RegExp(`^${name} @ file:\\./wheels/${file}${hash}`, 'm');
    expect(text).toMatch(at('by-path', 'by_path-1.0-py3-none-any.whl'));
    expect(text).toMatch(at('by-url', 'by_url-1.0-py3-none-any.whl'));
    expect(text).toMatch(at('source', 'source-1.0.tar.gz'));
    expect(text).toMatch(new RegExp(`^found==2\\.0${hash}`, 'm'));
    expect(text).toContain('\n--find-links ./wheels\n');
  });

  it('name what builds those that have no wheel', () => {
    const text = read(lockOf('files'));
    expect(text).toContain('\n# built from source: source unbuilt\n');
    expect(text).toMatch(/^# build setuptools==\S+ \\\n# build +--hash=/m);
  });

  it('are installed from there', async () => {
    expectSuccess(await nx('docker-build', 'files'));
    const script =
      'import by_path, by_url, found, source, unbuilt; print(by_path.ORIGIN, by_url.ORIGIN, found.VERSION, source.VERSION, unbuilt.ORIGIN)';
    expect(await python('files', script)).toBe('folder folder 2.0 1.0 index\n');
  });

  it('are part of the key and of the lock', async () => {
    const key = () => keyOf('files');
    const before = await key();
    const file = 'packages/files/wheels/by_path-1.0-py3-none-any.whl';
    const bytes = readFileSync(join(bed.workspace.root, file));
    addFile(makeWheel({ name: 'by_path', version: '1.0', origin: 'other' }));
    expect(await key()).not.toBe(before);
    expectFailure(await nx('docker-build', 'files'), 'LOCK_STALE', file);
    writeFileSync(join(bed.workspace.root, file), bytes);
    expect(await key()).toBe(before);
  });

  it('are not installed again in the image above, which has them', async () => {
    addIndexedFlavour(bed.workspace, 'above', {
      parent: 'files',
      requirements: 'certifi\n',
    });
    expectSuccess(await nx('lock', 'above', ...words));
    const text = read(lockOf('above'));
    for (const name of ['by-path', 'by-url', 'found', 'source'])
      expect(text).toMatch(
        new RegExp(`^${name}( @ |==).*\\n( +[-#].*\\n)+ +# in files$`, 'm'),
      );
    expect(text).toMatch(/^certifi==/m);
    expectSuccess(await nx('docker-build', 'above'));
    const script = 'import by_path, certifi; print(by_path.ORIGIN)';
    expect(await python('above', script)).toBe('folder\n');
  });
});

describe('what is built from source', () => {
  it('is named with the option when the option is not there', async () => {
    const definition = "export default { runtimes: ['17.3-LTS'] };\n";
    await meanwhile('packages/files/image.ts', definition, async () => {
      expectFailure(
        await nx('lock', 'files', ...words),
        'LOCK_FAILED',
        `${requirements}:5: unbuilt`,
        "python: { buildFromSource: ['unbuilt'] }",
        'packages/files/image.ts',
      );
    });
  });

  it('has the same bytes when it is built again with nothing cached', async () => {
    const list = () =>
      bed.engine.run(bed.localName('files'), [
        'sh',
        '-c',
        'cd /databricks/python3/lib/python3*/site-packages && find source* unbuilt* by_* -type f | sort | xargs sha256sum',
      ]);
    const before = await list();
    expect(before).toContain('/METADATA');
    const dockerfile = read('packages/files/Dockerfile');
    const again = dockerfile
      .replace('RUN ', 'RUN --mount=type=tmpfs,target=/root/.cache/uv ')
      .replace('--mount=type=cache,target=/root/.cache/uv ', '');
    await meanwhile('packages/files/Dockerfile', again, async () => {
      expectSuccess(await nx('docker-build', 'files'));
      expect(await list()).toBe(before);
    });
  });
});

describe('a file that cannot be taken', () => {
  it.each([
    ['./wheels/none-1.0-py3-none-any.whl', 'does not exist'],
    ['../team/x-1.0-py3-none-any.whl', 'is outside of packages/files'],
    ['x @ file:///srv/x-1.0.tar.gz', 'is a file of one machine'],
    ['./wheels', 'an image has no folder with sources'],
  ])('is told at its line by lint and lock: %s', async (text, message) => {
    await meanwhile(requirements, `# x\n${text}\n`, async () => {
      for (const target of ['lint', 'lock']) {
        const { output, status } = await nx(target, 'files', '--skip-nx-cache');
        expect(output).toContain(`${requirements}:2`);
        expect(output).toContain(message);
        expect(status).not.toBe(0);
      }
    });
  });
});

function addFile({ name, bytes }: PackageFile): void {
  const file = join(bed.workspace.root, 'packages/files/wheels', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

async function keyOf(flavour: string): Promise<string | undefined> {
  const { images } = await bed.workspace.plan();
  return images.find((image) => image.flavour === flavour)?.key;
}

function python(flavour: string, script: string): Promise<string> {
  const command = ['/databricks/python3/bin/python3', '-c', script];
  return bed.engine.run(bed.localName(flavour), command);
}

function nx(
  target: string,
  flavour: string,
  ...rest: string[]
): Promise<Finished> {
  return bed.workspace.nx([target, flavour, ...rest]);
}

function read(path: string): string {
  return readIfThere(bed.workspace, path);
}

function meanwhile(
  path: string,
  text: string,
  work: () => Promise<void>,
): Promise<void> {
  return whileWritten(bed.workspace, { path, text }, work);
}
