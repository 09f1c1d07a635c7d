import type { ContextEntry } from '../../context/context-entry';
import type { ImageDefinition } from '../../flavour/image-definition';
import { TestFolder } from '../../testing/test-folder';
import { checkRPackages } from './check-r-packages';

const definition: ImageDefinition = {
  runtimes: ['17.3-LTS'],
  r: { repositories: { house: { url: 'https://r.example' } } },
};
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

/** Of these files of a flavour, all of which its Dockerfile reads. */
function check(files: Readonly<Record<string, string>>): string[] {
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const context = Object.keys(files).map((path): ContextEntry => {
    return { kind: 'file', path, executable: false, size: 1, digest: '' };
  });
  const flavour = { folder: folder.root, path: 'packages/r', definition };
  return checkRPackages(flavour, context).map(
    ({ place }) => `${place.file}:${place.line}`,
  );
}

describe('checkRPackages', () => {
  it('names the bad lines of every list', () => {
    const found = check({
      'r_packages.sh': 'dplyr\nR6=1\n',
      'lists/model-r_packages.sh': '-x\n',
      'model_packages.sh': '#!/bin/sh\ninstall-r-packages R6=1\n',
    });
    expect(found).toEqual([
      'packages/r/r_packages.sh:2',
      'packages/r/lists/model-r_packages.sh:1',
      'packages/r/model_packages.sh:2',
    ]);
  });

  it('names a repository that is none', () => {
    const text = 'bioc::limma cran::dplyr house::aa\nhause::bb\n';
    expect(check({ 'r_packages.sh': text })).toEqual([
      'packages/r/r_packages.sh:2',
    ]);
  });

  it('leaves other scripts alone', () => {
    const text = 'apt-get install -y r-base\n';
    expect(check({ 'apt_packages.sh': text, 'setup.sh': text })).toEqual([]);
  });

  it('reads no link: what it leads to is in the context, too', () => {
    const link = {
      kind: 'link',
      path: 'r_packages.sh',
      target: 'gone',
    } as const;
    const flavour = { folder: folder.root, path: 'packages/r', definition };
    expect(checkRPackages(flavour, [link])).toEqual([]);
  });
});
