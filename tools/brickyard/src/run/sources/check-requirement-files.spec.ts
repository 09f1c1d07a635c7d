import { writeFileSync } from 'node:fs';

import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { TestFolder } from '../../testing/test-folder';
import { checkRequirementFiles } from './check-requirement-files';

const path = 'packages/python';
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

function check(
  files: Readonly<Record<string, string>>,
  lines = ['17.3-LTS'],
): string[] {
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  const runtimes = lines.map((line) => findRuntime(builtInRuntimes, line));
  const definition = { runtimes: lines };
  const flavour = { folder: folder.root, path, definition };
  const { problems } = checkRequirementFiles(flavour, runtimes, new Date());
  return problems.map(
    ({ place, message }) => `${place.file}:${place.line}: ${message}`,
  );
}

describe('checkRequirementFiles', () => {
  it('has nothing to say of a flavour without requirements', () => {
    expect(check({})).toEqual([]);
  });

  it('finds every kind of problem, in the order of lines', () => {
    const text = 'pandas==1.0.0\npyspark\nnumpy=1\nwheel==0.1\nscipy==1.0\n';
    expect(check({ 'requirements.txt': text })).toEqual([
      ...[1, 2, 3, 4].map(
        (line) =>
          expect.stringContaining(
            `${path}/requirements.txt:${line}: `,
          ) as string,
      ),
    ]);
    const good = text.replace('numpy=1\n', '');
    expect(check({ 'requirements.txt': good })).toEqual([
      `${path}/requirements.txt:1: pandas==1.0.0: 17.3-LTS pins pandas==2.2.3, which notebooks import; take the version out or ask for that one`,
      `${path}/requirements.txt:2: pyspark must not be installed: the cluster brings its own Spark for Python; take it out, or waive PY-11 in image.ts`,
      `${path}/requirements.txt:3: wheel==0.1: 17.3-LTS comes with wheel==0.45.1; take the version out or ask for that one`,
    ]);
  });

  it('reads the lists of other environments, which no pins are about', () => {
    const found = check({
      'python-lsp-requirements.txt': 'pandas==1.0.0\npyspark\n',
      'bad-requirements.txt': 'numpy=1\n',
    });
    expect(found).toEqual([
      expect.stringContaining(`${path}/bad-requirements.txt:1: `) as string,
    ]);
  });

  it('follows -r and -c, once each, relative to the file that says so', () => {
    const found = check({
      'requirements.txt': '-r lists/base.txt\n-c limits.txt\n',
      'lists/base.txt': '-r ../requirements.txt\n-r more.txt\n',
      'lists/more.txt': 'pandas==1.0.0\n',
      'limits.txt': 'pyspark==3\nnumpy==1.0\n',
    });
    expect(found).toEqual([
      expect.stringContaining('limits.txt:2: numpy==1.0: ') as string,
      expect.stringContaining(
        'lists/base.txt:1: ../requirements.txt: is read already, and leads back here',
      ) as string,
      expect.stringContaining('lists/more.txt:1: pandas==1.0.0: ') as string,
    ]);
  });

  it('names an include that is not there, or not in the build', () => {
    const text = '-r gone.txt\n-r ../other/requirements.txt\n-r /etc/x\n';
    expect(check({ 'requirements.txt': text })).toEqual([
      `${path}/requirements.txt:1: gone.txt: ${path}/gone.txt does not exist`,
      `${path}/requirements.txt:2: ../other/requirements.txt: is outside of ${path}, which is all that a build sees`,
      `${path}/requirements.txt:3: /etc/x: is outside of ${path}, which is all that a build sees`,
    ]);
  });

  it('leaves alone what Brickyard adds to a build', () => {
    const text = '-c .brickyard/constraints.txt\n';
    expect(check({ 'requirements.txt': text })).toEqual([]);
  });

  it('refuses what an image cannot have, also in an included file', () => {
    const found = check({
      'requirements.txt': '-r https://h/r.txt\n-r more.txt\n-c limits.txt\n',
      'more.txt': '--pre\n-e .\n',
      'limits.txt': 'six[x]\n',
    });
    expect(found).toEqual([
      expect.stringContaining('limits.txt:1: six[x]: ') as string,
      expect.stringContaining('more.txt:1: --pre: ') as string,
      expect.stringContaining('more.txt:2: ') as string,
      expect.stringContaining(
        'requirements.txt:1: https://h/r.txt: ',
      ) as string,
    ]);
  });

  it('reads what PowerShell writes', () => {
    const text = Buffer.from('\ufeffsix\r\nnumpy=1\r\n', 'utf16le');
    writeFileSync(folder.path('requirements.txt'), text);
    expect(check({})).toEqual([
      expect.stringMatching(/txt:2: .*write "=="/) as string,
    ]);
  });

  it('checks against every line', () => {
    const files = { 'requirements.txt': 'pandas==2.2.3\n' };
    const found = check(files, ['17.3-LTS', '16.4-LTS']);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('16.4-LTS pins pandas==1.5.3');
  });
});
