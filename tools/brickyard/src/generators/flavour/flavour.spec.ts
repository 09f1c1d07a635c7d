import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lintImages, planLint } from '../../run/test/lint-flavours';
import { caught } from '../../testing/test-error';
import { readWorkspace } from '../../workspace/read-workspace';
import { generateInit } from '../init/init';
import { generateRemove } from '../remove/remove';
import { parents, TestTree } from '../testing/test-tree';
import { generateFlavour } from './flavour';

let test: TestTree;
beforeEach(() => (test = TestTree.ofFlavours(...parents)));
afterEach(() => test.close());

type Options = Parameters<typeof generateFlavour>[1];

const generate = (options: Partial<Options>) =>
  generateFlavour(test.tree, { name: 'geo', ...options });
const text = (file: string) => test.tree.read(`packages/geo/${file}`, 'utf8');

describe('generateFlavour', () => {
  it('writes a folder in the shape of the others', () => {
    const told = generate({
      languages: 'both',
      packages: 'geopandas,shapely>=2,<3',
      rPackages: ['sf', 'terra==1.7-78'],
      owners: '@acme/geo',
      description: 'Maps and what is on them',
    });
    const golden = join(__dirname, '__fixtures__/geo.txt');
    const written = test.tree
      .listChanges()
      .map(({ path, content }) => `=== ${path}\n${String(content)}`)
      .join('');
    expect(written).toBe(readFileSync(golden, 'utf8'));
    expect(told).toEqual([
      'geo: python and r on brickyard/python-r, for 17.3-LTS, 16.4-LTS',
      'next:',
      '  npx nx lock geo',
      '  npx nx lint geo',
      '  npx nx docker-build geo',
      '  npx nx docker-test geo',
    ]);
  });

  it.each<[Partial<Options>, string, string[]]>([
    [{}, 'python', ['apt_packages.txt', 'requirements.txt']],
    [
      { languages: 'python' },
      'python',
      ['apt_packages.txt', 'requirements.txt'],
    ],
    [
      { languages: ['r'] },
      'r',
      ['apt_packages.txt', 'build_apt_packages.txt', 'r_packages.sh'],
    ],
    [
      { languages: 'r,python' },
      'python-r',
      [
        'apt_packages.txt',
        'build_apt_packages.txt',
        'r_packages.sh',
        'requirements.txt',
      ],
    ],
    [
      { languages: 'python', parent: 'python-r' },
      'python-r',
      ['apt_packages.txt', 'requirements.txt'],
    ],
    [{ languages: 'scala,sql' }, 'minimal', []],
  ])('of %j is built on %s, with %j', (options, parent, lists) => {
    generate(options);
    const always = ['Dockerfile', 'README.md', 'image.ts', 'package.json'];
    expect(text('Dockerfile')).toContain(`\nFROM brickyard/${parent}`);
    expect(test.tree.children('packages/geo').sort()).toEqual(
      [...always, ...lists].sort(),
    );
  });

  it('takes what fits of parents, where one of that name is missing', () => {
    test.folder.remove('packages/python');
    generate({ languages: 'python' });
    expect(text('Dockerfile')).toContain('FROM brickyard/python-r AS base');
  });

  it('is for the lines that are asked for', () => {
    generate({ runtimes: '16.4-LTS' });
    expect(text('image.ts')).toContain("  runtimes: ['16.4-LTS'],\n");
    expect(text('Dockerfile')).toContain('ARG DATABRICKS_RUNTIME=16.4-LTS\n');
  });

  it('sees what another generator has just written', () => {
    generate({ name: 'base' });
    generate({ name: 'geo', parent: 'base' });
    expect(text('Dockerfile')).toContain('FROM brickyard/base AS base');
  });

  it('names parents as the workspace does', () => {
    test.tree.write(
      'nx.json',
      '{ "plugins": [{ "plugin": "brickyard", "options": { "localNamespace": "acme/images" } }] }',
    );
    generate({});
    expect(text('Dockerfile')).toContain('FROM acme/images/python AS base');
    expect(text('Dockerfile')).not.toContain('brickyard/');
  });

  it.each<[string, Partial<Options>, string, RegExp]>([
    ['a name that is taken', { name: 'r' }, 'NAME_TAKEN', /by packages\/r$/],
    [
      'the name of another project',
      { name: 'acme' },
      'NAME_TAKEN',
      /by package.json/,
    ],
    ...['Geo', 'geo_', '-geo', 'a b', 'a/b', 'a:b', 'a@b', '', '../x', 'é'].map(
      (name) =>
        [
          `the name '${name}'`,
          { name },
          'NAME_INVALID',
          /is not a valid name: /,
        ] as [string, Partial<Options>, string, RegExp],
    ),
    ['a reserved name', { name: 'scratch' }, 'NAME_INVALID', /FROM scratch/],
    [
      'a language that is none',
      { languages: 'julia' },
      'OPTIONS_INVALID',
      /^--languages: 'julia'/,
    ],
    [
      'a parent that does not exist',
      { parent: 'pyton' },
      'FLAVOUR_UNKNOWN',
      /packages\/pyton/,
    ],
    [
      'a parent without the language',
      { parent: 'r' },
      'PARENT_UNKNOWN',
      /^r has no python: packages\/r\/image.ts has languages: \[r\]/,
    ],
    [
      'a library as parent',
      { parent: 'toolbox' },
      'PARENT_UNKNOWN',
      /packages\/toolbox is a library/,
    ],
    [
      'a line that is not known',
      { runtimes: '17.3' },
      'RUNTIME_UNKNOWN',
      /'17.3' is not known/,
    ],
    [
      'a line twice',
      { runtimes: '17.3-LTS,17.3-LTS' },
      'RUNTIME_UNKNOWN',
      /17.3-LTS twice/,
    ],
    [
      'a line that the parent is not for',
      { runtimes: '15.4-LTS' },
      'PARENT_UNKNOWN',
      /^python is not built for 15.4-LTS/,
    ],
    [
      'a bad requirement',
      { packages: 'pandas=2' },
      'REQUIREMENTS_INVALID',
      /^--packages:1: .*write "=="/,
    ],
    [
      'a package that a cluster brings',
      { packages: 'pyspark' },
      'REQUIREMENTS_INVALID',
      /pyspark must not be installed/,
    ],
    [
      'a version that a line does not pin',
      { packages: 'pandas==1.0' },
      'REQUIREMENTS_INVALID',
      /17.3-LTS pins pandas==2.2.3/,
    ],
    [
      'a package twice',
      { packages: 'polars,Polars==1.0' },
      'REQUIREMENTS_INVALID',
      /^--packages:2: polars is named twice/,
    ],
    [
      'an option of pip',
      { packages: '-r other.txt' },
      'REQUIREMENTS_INVALID',
      /is not a package/,
    ],
    [
      'an address, without repeating it',
      { packages: 'polars @ https://user:hunter2@host.example/x.whl' },
      'REQUIREMENTS_INVALID',
      /^--packages:1: (?!.*hunter2)/,
    ],
    [
      'two R packages where one is expected',
      { languages: 'r', rPackages: 'sf # maps' },
      'R_PACKAGES_INVALID',
      /^--rPackages:1: is not one package/,
    ],
    [
      'a bad R package',
      { languages: 'r', rPackages: 'sf=1' },
      'R_PACKAGES_INVALID',
      /^--rPackages:1/,
    ],
    [
      'R packages without R',
      { rPackages: 'sf' },
      'OPTIONS_INVALID',
      /^--rPackages: this flavour has no R/,
    ],
    [
      'an owner that is none',
      { owners: 'someone' },
      'FLAVOUR_INVALID',
      /owners.0: is not an owner/,
    ],
    [
      'a description of two lines',
      { description: 'a\nRUN b' },
      'OPTIONS_INVALID',
      /more than one line/,
    ],
  ])('refuses %s', (_what, options, code, message) => {
    expect(caught(() => generate(options))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
    expect(test.tree.listChanges()).toEqual([]);
  });

  it('says how to get parents where there are none', () => {
    const empty = new TestTree();
    const action = () =>
      generateFlavour(empty.tree, { name: 'geo', languages: 'both' });
    expect(caught(action)).toMatchObject({
      code: 'PARENT_UNKNOWN',
      hint: expect.stringContaining(
        'nx g brickyard:init --languages=python,r',
      ) as string,
    });
    empty.close();
  });
});

describe('a generated flavour, in a workspace as init makes it', () => {
  it('is read and linted by the plugin, and goes without a trace', () => {
    const workspace = new TestTree();
    generateInit(workspace.tree, { languages: 'both' });
    workspace.flush();
    const before = workspace.files();
    generateFlavour(workspace.tree, {
      name: 'geo',
      languages: 'both',
      packages: 'tabulate',
      rPackages: 'xtable',
    });
    // A dry run ends here.
    expect(workspace.files()).toEqual(before);
    workspace.flush();

    const read = readWorkspace(workspace.folder.root, {});
    const request = { workspace: read, flavours: ['geo'] };
    const linted = lintImages(planLint(request), {
      ...request,
      now: new Date('2027-01-01T12:00:00Z'),
    });
    expect(linted.map(({ image }) => image.id)).toEqual([
      'geo@17.3-LTS',
      'geo@16.4-LTS',
    ]);
    const findings = linted.map(({ outcome }) =>
      outcome.state === 'done' ? outcome.result.findings : outcome,
    );
    expect(findings).toEqual([[], []]);

    generateRemove(workspace.tree, { name: 'geo' });
    workspace.flush();
    expect(workspace.files()).toEqual(before);
    workspace.close();
  });
});
