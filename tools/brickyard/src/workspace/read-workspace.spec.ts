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
      'nx.json: cannot be read',
    ],
    [
      'nx.json that is not JSON',
      () => folder.write('nx.json', '{'),
      'nx.json: is not JSON: ',
    ],
    [
      'options with a typing error',
      () => options({ registri: 'x' }),
      'nx.json: registri: is not a known key',
    ],
    [
      'a profile that is gone',
      () => options({ profile: 'x.json' }),
      'x.json: cannot be read',
    ],
    [
      'a folder of runtimes that is gone',
      () => options({ runtimes: 'gone' }),
      'the folder ',
    ],
    [
      'images.lock.json that is not JSON',
      () => folder.write('images.lock.json', ''),
      'images.lock.json: is not JSON: ',
    ],
  ])('refuses %s', (_what, spoil, message) => {
    spoil();
    const error = caught(read) as Error;
    expect(error).toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(error.message).toContain(message);
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
