import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

import { builtInRuntimes } from '../runtime/catalogue';
import { caught } from '../testing/test-error';
import { TestFolder } from '../testing/test-folder';
import { readWorkspace } from './read-workspace';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder({ 'nx.json': '{}' })));
afterEach(() => folder.close());

const read = (environment: Record<string, string> = {}) =>
  readWorkspace(folder.root, environment);
const options = (value: object) =>
  folder.write(
    'nx.json',
    JSON.stringify({
      plugins: [
        'brickyard',
        { plugin: 'other', options: { registry: 5 } },
        { plugin: 'brickyard', options: value },
      ],
    }),
  );
const runtime = (name: string) =>
  JSON.stringify({ ...builtInRuntimes[0], name });
const added = () => read().runtimes.slice(builtInRuntimes.length);

function addFlavour(name: string): void {
  folder.write(`packages/${name}/Dockerfile`, 'FROM ubuntu\n');
  folder.write(
    `packages/${name}/image.ts`,
    `export default { runtimes: ['a'] };`,
  );
  folder.write(`packages/${name}/package.json`, '{}');
}

describe('readWorkspace', () => {
  it('has defaults for a workspace that says nothing', () => {
    expect(read()).toMatchObject({
      root: folder.root,
      options: { registry: 'docker.io', runtimes: [] },
      runtimes: builtInRuntimes,
      flavours: [],
      lock: {},
    });
  });

  it('finds each folder with Dockerfile and package.json, sorted', () => {
    for (const name of ['python', 'minimal']) addFlavour(name);
    folder.write('packages/no-manifest/Dockerfile', 'FROM ubuntu\n');
    folder.write('packages/no-dockerfile/package.json', '{}');
    folder.write('packages/README.md', '');
    expect(read().flavours.map(({ name, path }) => [name, path])).toEqual([
      ['minimal', 'packages/minimal'],
      ['python', 'packages/python'],
    ]);
  });

  it('reads images.lock.json', () => {
    const lock = { 'ubuntu:24.04': `sha256:${'0'.repeat(64)}` };
    folder.write('images.lock.json', JSON.stringify(lock));
    expect(read().lock).toEqual(lock);
  });

  it('takes runtimes from where nx.json and profile say, each from its own place', () => {
    options({ runtimes: 'own', profile: 'lab/lab.json' });
    folder.write('own/b.json', runtime('b'));
    folder.write('own/a.json', runtime('a'));
    folder.write('own/README.md', '');
    folder.write('lab/lab.json', '{ "runtimes": "lines" }');
    folder.write('lab/lines/c.json', runtime('c'));
    expect(added().map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('lets BRICKYARD_PROFILE name another profile', () => {
    options({ profile: 'one.json' });
    folder.write('one.json', '{ "registry": "one.example" }');
    folder.write('two.json', '{ "registry": "two.example" }');
    const registry = (profile: string) =>
      read({ BRICKYARD_PROFILE: profile }).options.registry;
    expect(registry('')).toBe('one.example');
    expect(registry('two.json')).toBe('two.example');
    expect(registry(folder.path('two.json'))).toBe('two.example');
  });

  it.each<[string, () => void, string]>([
    [
      'nx.json that is gone',
      () => folder.remove('nx.json'),
      'nx.json: does not exist',
    ],
    [
      'nx.json that is not JSON',
      () => folder.write('nx.json', '{'),
      'nx.json:1: is not JSON: close brace expected',
    ],
    [
      'options with a typing error',
      () => options({ registri: 'x' }),
      'nx.json: registri: is not a known key',
    ],
    [
      'a profile that is gone',
      () => options({ profile: 'x.json' }),
      'x.json: does not exist',
    ],
    [
      'a folder of runtimes that is gone',
      () => options({ runtimes: 'gone' }),
      '/gone: does not exist',
    ],
    [
      'images.lock.json that is not JSON',
      () => folder.write('images.lock.json', ''),
      'images.lock.json:1: is not JSON: ',
    ],
    [
      'nx.json with a byte order mark',
      () => folder.write('nx.json', '\uFEFF{}'),
      'nx.json: begins with a byte order mark (BOM)',
    ],
    [
      'nx.json that is null',
      () => folder.write('nx.json', 'null'),
      'nx.json: the file: expected Object, got null',
    ],
    [
      'nx.json that is a list',
      () => folder.write('nx.json', '[]'),
      'nx.json: the file: expected Object, got Array',
    ],
    [
      'plugins that are not a list',
      () => folder.write('nx.json', '{ "plugins": { "brickyard": {} } }'),
      'nx.json: plugins: expected Array, got Object',
    ],
    [
      'a plugin without a name',
      () => folder.write('nx.json', '{ "plugins": [null] }'),
      'nx.json: plugins.0: is neither the name of a plugin nor ',
    ],
    [
      'a profile that is a list',
      () => {
        options({ profile: 'x.json' });
        folder.write('x.json', '[]');
      },
      'x.json: the file: expected Object, got Array',
    ],
    [
      'runtimes that are a file',
      () => {
        options({ runtimes: 'own' });
        folder.write('own', '{}');
      },
      '/own: is a file, not a folder',
    ],
    [
      'images.lock.json that is a folder',
      () => folder.write('images.lock.json/x', ''),
      'images.lock.json: is a folder, not a file',
    ],
    [
      'images.lock.json that is a list',
      () => folder.write('images.lock.json', '[]'),
      'images.lock.json: the file: expected Object, got Array',
    ],
    [
      'packages that are a link to itself',
      () => {
        folder.link('packages', 'packages');
      },
      'packages: is a link that leads back to itself',
    ],
    [
      'packages that are a file',
      () => {
        folder.write('packages', '');
      },
      'packages: is a file, not a folder',
    ],
  ])('refuses %s', (_what, spoil, message) => {
    spoil();
    const error = caught(read) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(message);
  });

  it('reads nx.json with comments and trailing commas, as Nx does', () => {
    const text = `{
      // our registry
      "plugins": [{ "plugin": "brickyard", "options": { "registry": "r.example", } }],
    }`;
    folder.write('nx.json', text);
    expect(read().options.registry).toBe('r.example');
  });

  it.each([
    'nx.json',
    'x.json',
    'images.lock.json',
    'own/a.json',
    'packages/python/Dockerfile',
    'packages/python/image.ts',
    'packages/python/package.json',
    'packages/python/.dockerignore',
  ])('does not wait for a pipe in place of %s', (file) => {
    addFlavour('python');
    options({ runtimes: 'own', profile: 'x.json' });
    folder.write('x.json', '{}');
    folder.write('own/README.md', '');
    rmSync(folder.path(file), { force: true });
    execFileSync('mkfifo', [folder.path(file)]);
    expect((caught(read) as Error).message).toMatch(
      new RegExp(`${file}: is a pipe, not a file$`),
    );
  });

  it('names the file of a wrong runtime line', () => {
    options({ runtimes: 'own' });
    folder.write('own/a.json', '{}');
    expect(caught(read)).toMatchObject({
      code: 'RUNTIME_INVALID',
      message: expect.stringContaining(folder.path('own/a.json')) as string,
    });
  });
});
