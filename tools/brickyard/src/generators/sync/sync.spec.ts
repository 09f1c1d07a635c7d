import { join } from 'node:path';

import { flushChanges, FsTree } from 'nx/src/generators/tree';

import { caught } from '../../testing/test-error';
import { TestFolder } from '../../testing/test-folder';
import { sync } from './sync';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder({
    'nx.json': nxJson({}),
    'README.md': '# Images\n\n<!-- flavours -->\n<!-- /flavours -->\n',
  });
  addFlavour('base', 'FROM ubuntu:24.04\n');
  addFlavour('tool', 'FROM scratch\nCOPY package.json /\n');
});
afterEach(() => folder.close());

function nxJson(options: object): string {
  return JSON.stringify({ plugins: [{ plugin: 'brickyard', options }] });
}

function addFlavour(name: string, dockerfile: string, definition = ''): void {
  folder.write(`packages/${name}/Dockerfile`, dockerfile);
  folder.write(`packages/${name}/package.json`, '{ "description": "x" }');
  folder.write(
    `packages/${name}/image.ts`,
    `export default { runtimes: ['17.3-LTS'], ${definition} };`,
  );
}

/** As Nx does it: the generator's messages and the files on disk. */
function run(): string[] {
  const tree = new FsTree(folder.root, false);
  const { outOfSyncDetails = [] } = sync(tree);
  flushChanges(folder.root, tree.listChanges());
  return outOfSyncDetails.map((line) => line.trim());
}

const read = (path: string) =>
  new FsTree(folder.root, false).read(path, 'utf8');

describe('sync', () => {
  it('writes everything once, and then nothing', () => {
    expect(run()).toEqual([
      '.github/workflows/nightly.yml: is missing',
      '.github/workflows/publish.yml: is missing',
      '.github/workflows/pull-request.yml: is missing',
      'README.md:3: has no table yet',
      'azure-pipelines.yml: is missing',
      'renovate.json5: is missing',
    ]);
    const tree = new FsTree(folder.root, false);
    expect(sync(tree)).toEqual({});
    expect(tree.listChanges()).toEqual([]);
  });

  it('names the files in its message, which is all that a writing run shows', () => {
    run();
    folder.write('nx.json', nxJson({ ci: { node: '24' } }));
    expect(sync(new FsTree(folder.root, false)).outOfSyncMessage).toContain(
      'pull-request.yml, azure-pipelines.yml',
    );
  });

  it('tells of a new flavour, its parents and owners, and forgets it again', () => {
    run();
    const before = read('README.md');
    addFlavour(
      'child',
      'FROM brickyard/base\nRUN --mount=from=brickyard/tool,target=/t true\n',
      "owners: ['@team/data'], languages: ['python']",
    );
    expect(run()).toEqual([
      'CODEOWNERS: is missing',
      expect.stringMatching(/^README\.md:10: is stale, packages changed: /),
    ]);
    expect(read('README.md')).toContain(
      '| [child](packages/child) | x | cluster image | python | 17.3-LTS | base |',
    );
    folder.remove('packages/child');
    expect(run()).toEqual([
      'CODEOWNERS: is not needed any more',
      expect.stringMatching(/^README\.md:10: is stale/),
    ]);
    expect(read('README.md')).toBe(before);
    expect(read('CODEOWNERS')).toBeNull();
  });

  it('takes libraries for such', () => {
    run();
    expect(read('README.md')).toContain(
      '| [tool](packages/tool) | x | library |',
    );
  });

  it('says which option made files stale', () => {
    run();
    folder.write('nx.json', nxJson({ registry: 'team.azurecr.io' }));
    for (const line of run())
      expect(line).toMatch(/\.yml:\d+: is stale, nx\.json changed: /);
  });

  it('does not ask where it runs', () => {
    run();
    process.env['BRICKYARD_REGISTRY'] = 'team.azurecr.io';
    try {
      expect(run()).toEqual([]);
    } finally {
      delete process.env['BRICKYARD_REGISTRY'];
    }
  });

  it('writes nothing beside an edit by hand', () => {
    run();
    const file = 'azure-pipelines.yml';
    folder.write(file, `${read(file)}# mine\n`);
    folder.remove('renovate.json5');
    const tree = new FsTree(folder.root, false);
    expect((caught(() => sync(tree)) as Error).message).toMatch(
      /^azure-pipelines\.yml:\d+: was edited by hand: "# mine" should be ""\nrenovate\.json5: is missing \[GENERATED_EDITED\]\n {2}hint: /,
    );
    expect(tree.listChanges()).toEqual([]);
    folder.remove(file);
    expect(run()).toEqual([
      'azure-pipelines.yml: is missing',
      'renovate.json5: is missing',
    ]);
  });

  it('names a schedule that is none', () => {
    folder.write('nx.json', nxJson({ ci: { schedule: 'nightly' } }));
    const error = caught(() => sync(new FsTree(folder.root, false))) as Error;
    expect(error.message).toBe(
      'nx.json: ci.schedule: is not a cron line of five fields, such as "0 3 * * *" [OPTIONS_INVALID]',
    );
  });

  it('finds this repository as it is to be', () => {
    const tree = new FsTree(join(__dirname, '../../../../..'), false);
    expect(sync(tree)).toEqual({});
  });
});
