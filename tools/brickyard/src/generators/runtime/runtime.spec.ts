import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { readWorkspace } from '../../workspace/read-workspace';
import { parents, TestTree } from '../testing/test-tree';
import { generateRuntime } from './runtime';
import type { RuntimeOptions } from './runtime-options';

let test: TestTree;
beforeEach(() => (test = TestTree.ofFlavours(...parents)));
afterEach(() => test.close());

const page = join(__dirname, '__fixtures__/page.html');
const source = 'https://docs.example/18.3';
const given = { from: page, source, rAptVersion: '4.5.1-1.2404.0' };

const generate = (options: Partial<RuntimeOptions>) =>
  generateRuntime(test.tree, { line: '18.3-LTS', ...options });
const line = (name = '18.3-LTS') =>
  JSON.parse(test.tree.read(`runtimes/${name}.json`, 'utf8') ?? '') as object;
const linesOf = (flavour: string) =>
  readWorkspace(test.folder.root, {}).flavours.find(
    ({ name }) => name === flavour,
  )?.definition.runtimes;

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
}

describe('generateRuntime', () => {
  it('makes a line of a page of release notes', async () => {
    const told = await generate(given);
    expect(line()).toEqual({
      name: '18.3-LTS',
      databricks: true,
      source: [source],
      sparkVersions: ['18.3.x-scala2.13'],
      spark: '4.1.0',
      scala: ['2.13'],
      baseImage: 'ubuntu:24.04',
      codename: 'noble',
      ubuntu: '24.04',
      glibc: '2.39',
      jdk: { default: '21' },
      python: { version: '3.12', pip: '25.0.1', setuptools: '78.1.1' },
      r: {
        version: '4.5.1',
        aptVersion: '4.5.1-1.2404.0',
        aptSource: expect.objectContaining({
          key: expect.any(String) as string,
        }) as object,
        bioconductorRepository: expect.any(String) as string,
        cranRepository: expect.any(String) as string,
        cranSnapshot: '2025-11-20',
      },
      notebook: { jinja2: '3.1.6', numpy: '2.1.3', pandas: '2.2.3' },
    });
    expect(told.join('\n')).toMatch(/not on the list, .*: black, comm, /);
  });

  it('is in the catalogue afterwards', async () => {
    await generate(given);
    test.flush();
    const { runtimes, options } = readWorkspace(test.folder.root, {});
    expect(options.runtimes).toEqual([test.folder.path('runtimes')]);
    expect(runtimes.at(-1)?.name).toBe('18.3-LTS');
  });

  it('is written where the workspace has its lines', async () => {
    const nxJson =
      '{ "plugins": [{ "plugin": "brickyard", "options": { "runtimes": "./config/lines" } }] }';
    test.tree.write('nx.json', nxJson);
    await generate(given);
    expect(test.tree.exists('config/lines/18.3-LTS.json')).toBe(true);
    expect(test.tree.read('nx.json', 'utf8')).toBe(nxJson);
  });

  it('lets flags win over the list', async () => {
    await generate({ ...given, jdk: 17, notebook: 'numpy==2.2,comm==0.2.1' });
    expect(line()).toMatchObject({
      jdk: { default: '17' },
      notebook: { comm: '0.2.1', numpy: '2.2', pandas: '2.2.3' },
    });
  });

  it('takes what it cannot know of a base that no known line starts from', async () => {
    const base = { baseImage: 'debian:13', codename: 'trixie', glibc: 2.41 };
    const facts = { python: 3.13, r: '4.5.0', bioconductorRelease: 3.2 };
    const told = await generate({
      ...{ ...base, ...facts, jdk: 21, source, notebook: 'numpy==2.1.3' },
      ...{ line: 'own-13', databricks: false },
    });
    expect(line('own-13')).toMatchObject({
      ...{ codename: 'trixie', glibc: '2.41' },
      r: { version: '4.5.0', bioconductorRelease: '3.20' },
    });
    expect(told[1]).toBe(
      'no known line starts from debian:13, so left out: where its R comes from (r.aptSource, r.cranRepository)',
    );
  });

  // 3.10 and 17.0 reach a generator as the numbers 3.1 and 17.
  it('takes numbers for what was typed', async () => {
    await generate({
      ...{ line: 17, ubuntu: 24.1, python: 3.1, jdk: 21, pip: 25, scala: 2.13 },
      ...{ source, notebook: 'numpy==2.0' },
    });
    expect(line('17.0')).toMatchObject({
      name: '17.0',
      baseImage: 'ubuntu:24.10',
      python: { version: '3.10', pip: '25.0' },
      scala: ['2.13'],
    });
  });

  it.each([
    [18, '18', '18.x-scala2.13'],
    ['18', '18', '18.x-scala2.13'],
    ['18.x', '18', '18.x-scala2.13'],
    ['18-LTS', '18-LTS', '18.x-scala2.13'],
    ['18 LTS', '18-LTS', '18.x-scala2.13'],
    [18.2, '18.2', '18.2.x-scala2.13'],
    [19, '19', '19.x-scala2.13'],
  ])('takes %j for the line %s', async (typed, name, key) => {
    const facts = { ubuntu: 24.04, python: 3.12, jdk: 21, scala: 2.13 };
    const list = { source, notebook: 'numpy==2.0' };
    await generate({ line: typed, ...facts, ...list });
    expect(line(name)).toMatchObject({ name, sparkVersions: [key] });
  });

  it('starts from what is published of a line', async () => {
    const given = { ubuntu: 24.04, python: 3.12, notebook: 'numpy==2.0' };
    await generate({ line: 18, ...given });
    expect(line('18')).toMatchObject({
      released: '2026-06-10',
      endOfSupport: '2029-06-10',
      ...{ spark: '4.1.0', scala: ['2.13'], jdk: { default: '21' } },
      source: expect.arrayContaining([
        'https://docs.databricks.com/aws/en/release-notes/runtime/18',
      ]) as string[],
    });
  });

  it('takes lists of Python and R, as two files', async () => {
    test.folder.write('pip.txt', 'numpy==2.1.3\npandas==2.2.3\n');
    test.folder.write(
      'r.csv',
      '"","Package","Version"\n"base","base","4.4.2"\n"cli","cli","3.6.3"\n',
    );
    const facts = { ubuntu: 24.04, python: 3.12, jdk: 17, source };
    await generate({ ...facts, line: 19, from: 'pip.txt,r.csv' });
    expect(line('19')).toMatchObject({
      notebook: { numpy: '2.1.3', pandas: '2.2.3' },
      r: { version: '4.4.2' },
    });
  });

  it.each(['18.3-LTS', '18.3 LTS', '18.3 lts', '18.3.x-LTS'])(
    'knows %j by its one name',
    async (name) => {
      await generate({ ...given, line: name });
      expect(line()).toMatchObject({ name: '18.3-LTS' });
    },
  );

  it('moves flavours to it, the newest first', async () => {
    await generate({ ...given, upgrade: 'toolbox,minimal,python' });
    test.flush();
    expect(linesOf('python')).toEqual(['18.3-LTS', '17.3-LTS', '16.4-LTS']);
    expect(linesOf('r')).toEqual(['17.3-LTS', '16.4-LTS']);
  });

  it('moves all of them from another line', async () => {
    await generate({ ...given, upgrade: 'all', replace: '16.4-LTS' });
    test.flush();
    for (const { name } of parents)
      expect(linesOf(name)).toEqual(['17.3-LTS', '18.3-LTS']);
  });

  it('moves more of them later, without any facts', async () => {
    await generate({ ...given, upgrade: 'toolbox,minimal' });
    test.flush();
    await generate({ upgrade: 'python' });
    test.flush();
    expect(linesOf('python')?.[0]).toBe('18.3-LTS');
  });

  it.each<[string, Partial<RuntimeOptions>, string, RegExp]>([
    [
      'nothing given',
      {},
      'RUNTIME_INCOMPLETE',
      /^not given: --ubuntu \(or --baseImage\), --jdk, --python, --from \(or --notebook\), --source$/,
    ],
    [
      'no source',
      { from: page },
      'RUNTIME_INCOMPLETE',
      /^not given: --source$/,
    ],
    [
      'R that cannot be installed, for flavours that have it',
      { from: page, source, upgrade: 'all' },
      'RUNTIME_INCOMPLETE',
      /not given: --rAptVersion$/,
    ],
    [
      'a name that is not a line',
      { ...given, line: '17-LTS' },
      'NAME_INVALID',
      /'17-LTS' is not a Databricks Runtime line: their names look like 17.3-LTS, 18 or 18-LTS/,
    ],
    [
      'a line that is there',
      { ...given, line: '17.3-LTS' },
      'NAME_TAKEN',
      /17.3-LTS is in the catalogue/,
    ],
    [
      'a file that is not there',
      { ...given, from: 'gone.html' },
      'PACKAGE_LIST_INVALID',
      /^gone.html: does not exist/,
    ],
    [
      'a day that is none',
      { ...given, released: 'tomorrow' },
      'RUNTIME_INVALID',
      /^runtimes\/18.3-LTS.json: released: must be a date/,
    ],
    [
      'a pin without a version',
      { ...given, notebook: 'numpy>=2' },
      'RUNTIME_INVALID',
      /^--notebook: numpy>=2 names no version/,
    ],
    [
      'a flavour that does not exist',
      { ...given, upgrade: 'pyton' },
      'FLAVOUR_UNKNOWN',
      /packages\/pyton/,
    ],
    [
      'an upgrade that leaves parents behind',
      { ...given, upgrade: 'python' },
      'PARENT_UNKNOWN',
      /^packages\/python\/Dockerfile:1: python would be for 18.3-LTS, but minimal would not$/,
    ],
    [
      'a line taken away below others',
      { ...given, upgrade: 'toolbox', replace: '16.4-LTS' },
      'PARENT_UNKNOWN',
      /^packages\/minimal\/Dockerfile:2: minimal would be for 16.4-LTS, but toolbox would not$/,
    ],
    [
      'an address that is none',
      { from: 'ftp://docs.example/x', source },
      'DOWNLOAD_FAILED',
      /not an http or https URL/,
    ],
  ])('refuses %s', async (_what, options, code, message) => {
    const error = await failure(generate(options));
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it('names all that have to move together', async () => {
    expect(
      await failure(generate({ ...given, upgrade: 'python' })),
    ).toMatchObject({
      hint: expect.stringContaining(
        '--upgrade=minimal,python,toolbox ',
      ) as string,
    });
  });

  it('reads a URL, which is then the source', async () => {
    const server = createServer((_request, response) =>
      response.end('numpy==2.1.3\n'),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const from = `http://127.0.0.1:${port}/freeze.txt`;
    await generate({
      ...{ ubuntu: '24.04', jdk: 21, python: '3.12' },
      from: `${from.replace('//', '//user:hunter2@')}?token=hunter2`,
    });
    server.closeAllConnections();
    server.close();
    expect(line()).toMatchObject({
      source: [from],
      notebook: { numpy: '2.1.3' },
    });
  });

  it('takes an old line out of those that are for both, parents and all', async () => {
    const move = { line: '17.3-LTS', replace: '16.4-LTS' };
    const alone = await failure(generate({ ...move, upgrade: ['python'] }));
    expect(alone).toMatchObject({
      code: 'PARENT_UNKNOWN',
      message:
        'packages/python-r/Dockerfile:1: python-r would be for 16.4-LTS, but python would not',
      hint: expect.stringContaining('--upgrade=python,python-r') as string,
    });
    const told = await generate({ ...move, upgrade: ['python', 'python-r'] });
    test.flush();
    expect(told[0]).toBe('packages/python/image.ts: runtimes 17.3-LTS');
    expect(linesOf('python-r')).toEqual(['17.3-LTS']);
    expect(linesOf('r')).toEqual(['17.3-LTS', '16.4-LTS']);
  });
});
