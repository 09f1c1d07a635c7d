import { readFileSync } from 'node:fs';

import type { FindResult } from '../run/ask/find-packages';
import { TestWorkspace } from '../run/testing/test-workspace';
import { runInWorkspace } from './testing/run-in-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
});
afterEach(() => workspace.close());

function run(...args: string[]) {
  return runInWorkspace(workspace.root, args);
}

/** What an answer in JSON says. */
async function find(...args: string[]) {
  const { out } = await run('find', ...args, '--json');
  return JSON.parse(out) as FindResult;
}

/** `flavour version origin` of each row. */
function rowsOf({ found }: FindResult): string[] {
  return found.map(({ flavour, version, origin }) =>
    [flavour, version, origin.kind].join(' '),
  );
}

const locked = 'ARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}';

/** `below` has pandas for statistics, and `geo` is built on it. */
function addPythonFlavours(): void {
  workspace.addFlavour('below', {
    Dockerfile: `FROM ubuntu:24.04\n${locked}.txt /\n`,
    'requirements.txt': '# statistics\nstatsmodels\n',
    'locks/17.3-LTS.txt':
      'pandas==2.2.3\n    # via statsmodels\nstatsmodels==0.14.4\n    # via -r requirements.txt\n',
  });
  workspace.addFlavour('geo', {
    Dockerfile: `FROM brickyard/below\n${locked}.txt /\n`,
    'requirements.txt': 'seaborn\n',
    'locks/17.3-LTS.txt': [
      'pandas==2.2.3\n    # via\n    #   seaborn\n    #   statsmodels',
      'seaborn==0.13.2\n    # via -r requirements.txt',
      'statsmodels==0.14.4\n    # via -r packages/below/requirements.txt\n',
    ].join('\n'),
  });
}

describe('brickyard find', () => {
  it('has a help of its own', async () => {
    expect((await run('find', '--help')).out).toMatch(/^Usage: brickyard find/);
  });

  it('tells through what an image has a package', async () => {
    addPythonFlavours();
    const { code, out } = await run('find', 'pandas');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 6)).toEqual([
      'pandas (Python)',
      '  flavour  line      version  where it is from',
      '  below    17.3-LTS  2.2.3    packages/below/requirements.txt:2 → statsmodels',
      '  geo      17.3-LTS  2.2.3    built on below',
      '',
      '2 of 2 images have it. Lists and locks say so; none of them is built here as its files stand.',
    ]);
  });

  it('tells a line that names it, and what another version is through', async () => {
    addPythonFlavours();
    workspace.write('packages/geo/requirements.txt', 'seaborn\npandas\n');
    expect(rowsOf(await find('Pandas'))).toEqual([
      'below 2.2.3 needed',
      'geo 2.2.3 line',
    ]);
    workspace.write('packages/geo/requirements.txt', 'seaborn\n');
    workspace.write(
      'packages/geo/locks/17.3-LTS.txt',
      'pandas==2.1.0\n    # via seaborn\nseaborn==0.13.2\n    # via -r requirements.txt\n',
    );
    expect(rowsOf(await find('pandas'))).toContain('geo 2.1.0 needed');
  });

  it('says that a lock is stale', async () => {
    addPythonFlavours();
    const { err } = await run('find', 'pandas');
    expect(err).toContain('warning: packages/below/locks/17.3-LTS.txt');
    expect(err).toContain('LOCK_STALE');
  });

  it.each([
    ['pandas>=2.2,<3', 0, 2],
    ['pandas~=2.1', 0, 2],
    ['pandas<2.2', 1, 0],
  ])('%s: exits with %i', async (query, code, count) => {
    addPythonFlavours();
    expect((await run('find', query)).code).toBe(code);
    const { found, others } = await find(query);
    expect([found.length, others.length]).toEqual([count, 2 - count]);
  });

  it('takes what lists ask for where nothing is locked', async () => {
    workspace.addFlavour('loose', {
      Dockerfile: 'FROM ubuntu:24.04\n',
      'requirements.txt': 'pandas\nnumpy==2.1.3\n',
      'r_packages.sh': 'install-r-packages xtable==1.8-4 zoo\n',
    });
    expect(rowsOf(await find('pandas'))).toEqual(['loose  line']);
    expect((await run('find', 'pandas')).out).toContain('not locked');
    expect(rowsOf(await find('numpy'))).toEqual(['loose 2.1.3 line']);
    expect(rowsOf(await find('xtable>=1.8'))).toEqual(['loose 1.8-4 line']);
    expect((await find('pandas>=1')).others).toHaveLength(1);
  });

  it('knows R and apt packages of locks, and what stages of a build take', async () => {
    const hash = `sha256:${'0'.repeat(64)}`;
    workspace.addFlavour('both', {
      Dockerfile: `FROM ubuntu:24.04\n${locked}.apt.txt /\nCOPY locks/\${DATABRICKS_RUNTIME}.r.txt *packages* /\n`,
      'apt_packages.txt': 'libodbc2 openssl=3.*\n',
      'build_apt_packages.txt': 'gcc\n',
      'locks/17.3-LTS.apt.txt': [
        `libodbc2=2.3 ${hash} apt_packages.txt`,
        `openssl=3.0 ${hash} apt_packages.txt`,
        `libltdl7=2.4 ${hash} apt_packages.txt`,
        `gcc=4:12 ${hash} build_apt_packages.txt\n`,
      ].join('\n'),
      'r_packages.sh': 'install-r-packages forecast\n',
      'locks/17.3-LTS.r.txt': [
        '# package version repository form file hash',
        `forecast 8.20 cran binary src/f.tar.gz ${hash}`,
        `openssl 2.0.5 cran binary src/o.tar.gz ${hash}\n`,
      ].join('\n'),
    });
    workspace.addFlavour('top', {
      Dockerfile: `FROM brickyard/both\n${locked}.apt.txt apt_packages.txt /\n`,
      'apt_packages.txt': 'libodbc2\n',
      'locks/17.3-LTS.apt.txt': '# inputs\n',
    });
    expect(rowsOf(await find('libodbc2'))).toEqual([
      'both 2.3 line',
      'top 2.3 line',
    ]);
    expect(rowsOf(await find('libltdl7'))).toEqual([
      'both 2.4 list',
      'top 2.4 below',
    ]);
    const { found } = await find('openssl');
    expect(found.map(({ ecosystem, flavour }) => [ecosystem, flavour])).toEqual(
      [
        ['r', 'both'],
        ['r', 'top'],
        ['apt', 'both'],
        ['apt', 'top'],
      ],
    );
    expect(rowsOf(await find('openssl', '--ecosystem=r'))).toEqual([
      'both 2.0.5 list',
      'top 2.0.5 below',
    ]);
    const { code, err } = await run('find', 'gcc');
    expect(code).toBe(1);
    expect(err).toContain('built, and in no image: both.');
  });

  it('follows the R library that an image copies, and nothing else of the other', async () => {
    workspace.addFlavour('r', {
      Dockerfile: 'FROM ubuntu:24.04\n',
      'r_packages.sh': 'install-r-packages xtable==1.8-4\n',
      'requirements.txt': 'pandas\n',
    });
    workspace.addFlavour('copy', {
      Dockerfile: 'FROM ubuntu:24.04\nCOPY --from=brickyard/r /lib /lib\n',
    });
    expect(rowsOf(await find('xtable'))).toEqual([
      'copy 1.8-4 below',
      'r 1.8-4 line',
    ]);
    expect(rowsOf(await find('pandas'))).toEqual(['r  line']);
  });

  it.each([
    ['pandsa', 'did you mean pandas (Python)?'],
    ['sklearn', 'did you mean scikit-learn (Python)?'],
    ['XTABLE', 'did you mean xtable (R)?'],
    ['nothing-like-it', 'Looked at 1 images.'],
    ['libc6', 'What a base image or a Dockerfile brings is known of images'],
  ])('%s: says where it looked, and what was meant', async (name, text) => {
    workspace.addFlavour('loose', {
      Dockerfile: 'FROM ubuntu:24.04\n',
      'requirements.txt': 'pandas\nscikit-learn\n',
      'r_packages.sh': 'install-r-packages xtable\n',
    });
    const { code, out, err } = await run('find', name);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`no image has ${name}`);
    expect(err).toContain(text);
  });

  it('answers for other flavours where one is broken', async () => {
    addPythonFlavours();
    workspace.write('packages/geo/Dockerfile', 'FROM brickyard/nobody\n');
    const { code, out, err } = await run('find', 'pandas');
    expect(code).toBe(0);
    expect(out).toContain('1 of 1 images has it.');
    expect(err).toContain('packages/geo/Dockerfile:1');
  });

  it.each([
    [['find'], 'expected one package, got 0'],
    [['find', 'a', 'b'], 'expected one package, got 2'],
    [['find', 'a', '--ecosystem=pip'], '--ecosystem is python, r, apt, jar'],
    [['find', 'a', '--published', '--offline'], 'give one of them'],
    [['find', 'pandas[sql]'], 'extras belong to a package'],
    [['find', 'a', '--publshed'], 'did you mean --published?'],
  ])('%j: is a wrong call', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('says what is wrong with versions of a package that is there', async () => {
    addPythonFlavours();
    const { code, err } = await run('find', 'pandas=2.2');
    expect(code).toBe(2);
    expect(err).toContain('write "=="');
  });
});

describe('brickyard find, of images that were built', () => {
  const file = 'dist/packages/base/inventory.json';
  beforeEach(async () => {
    workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
    workspace.addFlavour('child', { Dockerfile: 'FROM brickyard/base\n' });
    await workspace.run({ push: true });
    edit(file, (record) => ({ ...record, apt: [libc] }));
    edit('dist/packages/child/inventory.json', (record) => ({
      ...record,
      apt: [libc, { name: 'nano', version: '7.2' }],
    }));
  });
  const libc = { name: 'libc6', version: '2.39' };

  function edit(path: string, change: (record: object) => object): void {
    const text = readFileSync(workspace.path(path), 'utf8');
    workspace.write(path, change(JSON.parse(text) as object));
  }

  it('reads what was found in them', async () => {
    expect(rowsOf(await find('libc6'))).toEqual([
      'base 2.39 unlisted',
      'child 2.39 below',
    ]);
    const { out } = await run('find', 'libc6');
    expect(out).toContain('ubuntu:24.04 or packages/base, in no list');
    expect(out).toContain('Each was looked into once it was built.');
    const nano = await run('find', 'nano');
    expect(nano.out).toMatch(/ {2}packages\/child, in no list$/m);
  });

  it('tells of what is built on them, too', async () => {
    workspace.remove('dist/packages/child');
    const sources = (await find('libc6')).found.map(({ source }) => source);
    expect(sources).toEqual([file, file]);
    expect(rowsOf(await find('libc6'))).toEqual([
      'base 2.39 unlisted',
      'child 2.39 below',
    ]);
  });

  it.each([
    ['older files', (record: object) => ({ ...record, key: '0'.repeat(64) })],
    ['other version', (record: object) => ({ ...record, schema: 1 })],
    ['other line', (record: object) => ({ ...record, runtime: '16.4-LTS' })],
    ['damaged', (record: object) => ({ ...record, apt: [{ name: 1 }] })],
    ['damaged', () => ({})],
  ])('leaves out a record: %s', async (reason, change) => {
    edit(file, change);
    const { ignored, found } = await find('libc6');
    expect(ignored).toEqual([{ file, reason }]);
    expect(found).toHaveLength(1);
    const { out } = await run('find', 'libc6');
    expect(out).toContain(`Not used: ${file}`);
  });

  it('leaves out a record that cannot be compared', async () => {
    const { ignored } = await find('libc6', '--offline');
    expect(ignored.map(({ reason }) => reason)).toEqual([
      'unknown base',
      'unknown base',
    ]);
    const { err } = await run('find', 'libc6', '--offline');
    expect(err).toContain('images.lock.json has no digest of ubuntu:24.04');
  });

  it('tells the line that asks for what is below already', async () => {
    workspace.write(
      'packages/child/Dockerfile',
      `FROM brickyard/base\n${locked}.apt.tx[t] *packages.txt /\n`,
    );
    workspace.write('packages/child/apt_packages.txt', 'libc6\n');
    expect(rowsOf(await find('libc6'))).toEqual([
      'base 2.39 unlisted',
      'child 2.39 line',
    ]);
  });

  it('reads SBOMs in the registry when it is asked to', async () => {
    workspace.remove('dist');
    expect((await find('R', '--ecosystem=r')).images.seen).toBe(0);
    const { images } = await find('libc6', '--published');
    expect(images).toEqual({ asked: 2, seen: 2 });
  });
});
