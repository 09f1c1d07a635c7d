import manifest from '../../../package.json';
import { parseRecord } from '../../starter/starter-record';
import { caught } from '../../testing/test-error';
import { TestTree } from '../testing/test-tree';
import { addDependency } from './add-dependency';
import { generateInit } from './init';

let test: TestTree;
beforeEach(() => (test = new TestTree()));
afterEach(() => test.close());

const init = (options = {}) => {
  const told = generateInit(test.tree, options);
  test.flush();
  return told;
};
const json = (file: string) => JSON.parse(test.files()[file] ?? '') as object;

describe('generateInit', () => {
  it('adds plugin, sync, dependency, patterns and first flavours', () => {
    test.folder.write('nx.json', '{ "defaultBase": "main" }');
    test.folder.write('.gitignore', 'node_modules\n/dist');
    init({ registry: 'team.azurecr.io', namespace: 'clusters' });
    expect(json('nx.json')).toEqual({
      defaultBase: 'main',
      plugins: [
        {
          plugin: 'brickyard',
          options: { registry: 'team.azurecr.io', namespace: 'clusters' },
        },
      ],
      sync: { globalGenerators: ['brickyard:sync'] },
    });
    expect(json('package.json')).toEqual({
      name: 'acme',
      devDependencies: {
        brickyard: expect.stringMatching(/^file:\.\.\/.*brickyard$/) as string,
      },
    });
    expect(test.files()).toMatchObject({
      '.gitignore': 'node_modules\n/dist\n.nx/\n',
      '.nxignore': 'packages/**/*.md\n',
    });
    expect(test.tree.children('packages').sort()).toEqual([
      'minimal',
      'python',
      'python-r',
      'r',
      'toolbox',
    ]);
  });

  it('keeps scripts executable, and leaves the locks of other lines', () => {
    init();
    expect(test.files()).toHaveProperty(['packages/toolbox/bin/apt-install*']);
    const locks = test.tree.children('packages/toolbox/locks').sort();
    expect(locks).toEqual(['16.4-LTS.txt', '17.3-LTS.txt']);
  });

  it('records what it copies, and nothing that was there', () => {
    test.addFlavour({ name: 'minimal' });
    init({ languages: 'python' });
    expect(test.tree.children('.brickyard/starters').sort()).toEqual([
      'python.json',
      'toolbox.json',
    ]);
    const file = '.brickyard/starters/python.json';
    const { files, ...record } = parseRecord(test.files()[file] ?? '', file);
    const { version } = manifest;
    expect(record).toEqual({ starter: 'python', version });
    const paths = Object.keys(test.files())
      .filter((path) => path.startsWith('packages/python/'))
      .map((path) => path.slice('packages/python/'.length));
    expect([...files.keys()].sort()).toEqual(paths.sort());
  });

  it('changes nothing the second time', () => {
    init();
    const before = test.files();
    init({ registry: 'other.example' });
    expect(test.files()).toEqual(before);
  });

  it('leaves a flavour of that name alone', () => {
    test.addFlavour({ name: 'minimal', dockerfile: 'FROM acme/base\n' });
    const [told] = init({ languages: 'python' });
    expect(test.files()['packages/minimal/Dockerfile']).toBe(
      'FROM acme/base\n',
    );
    expect(told).toMatch(/^added toolbox, python:/);
  });

  it.each([
    ['python', ['minimal', 'python', 'toolbox']],
    ['r', ['minimal', 'r', 'toolbox']],
    ['scala', ['minimal', 'toolbox']],
  ])('for %s begins with %j', (languages, expected) => {
    init({ languages });
    expect(test.tree.children('packages').sort()).toEqual(expected);
  });

  it.each([
    ['nx.json', 'npx nx init'],
    ['package.json', 'npm init'],
  ])('refuses a folder without %s', (file, hint) => {
    test.folder.remove(file);
    expect(caught(() => generateInit(test.tree, {}))).toMatchObject({
      code: 'OPTIONS_INVALID',
      hint: expect.stringContaining(hint) as string,
    });
  });

  it.each([
    ['github', { providers: ['github'] }],
    ['github,azure', { providers: ['github', 'azure'] }],
    ['none', { providers: [], skip: ['renovate'] }],
  ])('writes pipelines for %s alone', (ci, expected) => {
    test.folder.write('nx.json', '{}');
    init({ ci });
    expect(json('nx.json')).toMatchObject({
      plugins: [{ options: { ci: expected } }],
    });
  });

  it.each([
    ['packages/python/pyproject.toml', '', 'packages/python'],
    [
      'apps/python/project.json',
      '{"name":"python"}',
      'apps/python/project.json',
    ],
  ])('refuses a workspace where %s has the name', (path, text, file) => {
    test.folder.write(path, text);
    const before = test.files();
    const error = caught(() => generateInit(test.tree, {}));
    expect(error).toMatchObject({
      code: 'NAME_TAKEN',
      message: expect.stringContaining(
        `${file}: has the name 'python'`,
      ) as string,
    });
    test.flush();
    expect(test.files()).toEqual(before);
  });

  it.each([
    ['docker.io', 'docker login'],
    ['team.azurecr.io', 'az acr login --name team'],
    ['registry.example:5000', 'docker login registry.example:5000'],
  ])('tells how to log in to %s', (registry, command) => {
    test.folder.write('nx.json', '{}');
    expect(init({ registry })).toContain(`  ${command}`);
  });

  it('tells of no login to a registry on this machine', () => {
    test.folder.write('nx.json', '{}');
    const told = init({ registry: '127.0.0.1:5000' });
    expect(told.filter((line) => line.includes('login'))).toEqual([]);
  });

  it('tells npm of folders that its lockfile lists', () => {
    const count = (workspaces: unknown) => {
      const manifest = { devDependencies: { brickyard: '*' }, workspaces };
      test.folder.write('package.json', manifest);
      return init().filter((line) => line === '  npm install').length;
    };
    expect(count(['packages/*'])).toBe(1);
    expect(count({ packages: ['./packages/**'] })).toBe(1);
    expect(count(['apps/*', 'packages/one'])).toBe(0);
  });

  it('refuses a registry that is an address', () => {
    const action = () =>
      generateInit(test.tree, { registry: 'https://team.example' });
    expect(caught(action)).toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});

describe('addDependency', () => {
  it('names no version that another registry might have under this name', () => {
    const plugin = 'node_modules/brickyard';
    const { tree, folder } = test;
    const action = () => addDependency(tree, folder.path(plugin));
    expect(caught(action)).toMatchObject({
      message: 'package.json: brickyard is installed, and is no dependency',
    });
  });
});
