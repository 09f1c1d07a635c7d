import { TestFolder } from '../../testing/test-folder';
import { readWorkspace } from '../../workspace/read-workspace';
import { selectImages } from '../plan/select-images';
import { listSourcePackages } from './list-source-packages';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder({ 'nx.json': '{}' });
  addFlavour('base', 'FROM ubuntu:24.04\n');
  addFlavour('child', 'FROM brickyard/base\n');
});
afterEach(() => folder.close());

function addFlavour(name: string, dockerfile: string): void {
  const path = `packages/${name}`;
  folder.write(`${path}/package.json`, '{}');
  folder.write(
    `${path}/image.ts`,
    "export default { runtimes: ['17.3-LTS'] };\n",
  );
  folder.write(`${path}/Dockerfile`, dockerfile);
}

/** By place: `name version`. */
function list(): Record<string, string[]> {
  const workspace = readWorkspace(folder.root, {});
  const images = selectImages(workspace);
  const child = images.find(({ flavour }) => flavour.name === 'child');
  if (child === undefined) throw new Error('child is there');
  const { groups } = listSourcePackages(child, images, workspace.options);
  return Object.fromEntries(
    groups.map(({ ecosystem, environment, packages }) => [
      environment ?? ecosystem,
      packages.map(({ name, version }) => `${name} ${version}`),
    ]),
  );
}

const python = '/databricks/python3';

describe('listSourcePackages', () => {
  it('takes locks, of the images below as well', () => {
    folder.write('packages/base/requirements.txt', 'pandas\n');
    folder.write('packages/base/locks/17.3-LTS.txt', 'pandas==2.2.3\n');
    folder.write('packages/child/requirements.txt', 'polars\n');
    folder.write('packages/child/locks/17.3-LTS.txt', 'polars==1.9.0\n');
    folder.write('packages/child/locks/16.4-LTS.txt', 'polars==1.0.0\n');
    expect(list()).toEqual({
      [python]: ['polars 1.9.0', 'pandas 2.2.3'],
      r: [],
    });
  });

  it('takes what lines ask for where nothing is locked', () => {
    const lines = ['pandas', 'numpy>=1,<3', 'scipy==1.14.1', '-r more.txt'];
    folder.write('packages/child/requirements.txt', lines.join('\n'));
    folder.write(
      'packages/child/more.txt',
      'x @ https://user:pass@example.org/x.whl\n',
    );
    expect(list()[python]).toEqual([
      'pandas any version',
      'numpy >=1,<3',
      'scipy 1.14.1',
      'x https://***@example.org/x.whl',
    ]);
  });

  it('keeps environments apart, and R', () => {
    folder.write('packages/child/python-lsp-requirements.txt', 'ruff==1\n');
    folder.write('packages/base/r_packages.sh', 'sf==1.0-16\ndplyr\n');
    expect(list()).toEqual({
      [python]: [],
      '/databricks/python-lsp': ['ruff 1'],
      r: ['sf 1.0-16', 'dplyr of the snapshot'],
    });
  });

  it('takes every R list, and a package of two as the last has it', () => {
    folder.write('packages/child/model_r_packages.sh', 'sf==1.0-16\nR6\n');
    folder.write(
      'packages/child/notebook_packages.sh',
      'install-r-packages shiny\n',
    );
    folder.write('packages/child/apt_packages.sh', 'apt-get install curl\n');
    folder.write('packages/child/r_packages.sh', 'R6==2.5.1\n');
    expect(list()['r']).toEqual([
      'sf 1.0-16',
      'R6 2.5.1',
      'shiny of the snapshot',
    ]);
  });
});
