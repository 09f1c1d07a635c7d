import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { caught } from '../testing/test-error';
import { TestFolder } from '../testing/test-folder';
import { readFlavour } from './read-flavour';

const complete = {
  Dockerfile: 'FROM ubuntu:24.04\n',
  'image.ts': `export default { runtimes: ['17.3-LTS'] };\n`,
  'package.json': '{ "description": "from package.json" }',
};
let folder: TestFolder;
beforeEach(() => (folder = new TestFolder(complete)));
afterEach(() => folder.close());

const read = () => readFlavour(folder.root, 'packages/x');

/** As a command does, without jest's own hook. */
function readInProcess(): string {
  const script = `
    require('./register.cjs');
    const { readFlavour } = require('./src/flavour/read-flavour.ts');
    try { readFlavour(process.argv[1], 'packages/x'); }
    catch (error) { console.log(error.message); }`;
  return execFileSync('node', ['-e', script, folder.root], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
}

describe('readFlavour', () => {
  it('reads a folder as a value', () => {
    folder.write('python/Dockerfile', 'FROM ubuntu:24.04\n');
    folder.write('python/image.ts', complete['image.ts']);
    folder.write('python/package.json', complete['package.json']);
    const path = 'packages/python';
    expect(readFlavour(folder.path('python'), path)).toMatchObject({
      name: 'python',
      folder: folder.path('python'),
      path,
      description: 'from package.json',
      definition: { runtimes: ['17.3-LTS'] },
      dockerfile: { stages: [{ index: 0 }] },
      dockerfileText: 'FROM ubuntu:24.04\n',
      ignore: undefined,
    });
  });

  it("prefers image.ts's description", () => {
    folder.write(
      'image.ts',
      `export default { description: 'own', runtimes: ['a'] };`,
    );
    folder.remove('package.json');
    expect(read().description).toBe('own');
  });

  it('has an empty description when there is none', () => {
    folder.write('package.json', '{}');
    expect(read().description).toBe('');
  });

  it("prefers the Dockerfile's own ignore file, as BuildKit does", () => {
    folder.write('.dockerignore', 'a');
    expect(read().ignore).toEqual({
      file: 'packages/x/.dockerignore',
      text: 'a',
    });
    folder.write('Dockerfile.dockerignore', 'b');
    expect(read().ignore).toEqual({
      file: 'packages/x/Dockerfile.dockerignore',
      text: 'b',
    });
  });

  it.each(['Dockerfile', 'image.ts', 'package.json'])(
    'says that %s is missing',
    (name) => {
      folder.remove(name);
      expect(caught(read)).toMatchObject({
        code: 'FLAVOUR_INVALID',
        message: `packages/x/${name}: does not exist`,
        hint: 'a flavour is a folder with Dockerfile, image.ts and package.json',
      });
    },
  );

  it('says that package.json is not JSON', () => {
    folder.write('package.json', '{');
    expect(readInProcess()).toBe(
      "packages/x/package.json:1: is not JSON: Expected property name or '}'\n",
    );
  });

  it('names the line of a broken Dockerfile', () => {
    folder.write('Dockerfile', 'FROM ubuntu:24.04\nCOPPY a /\n');
    expect(caught(read)).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: expect.stringMatching(/^packages\/x\/Dockerfile:2: /) as string,
    });
  });

  it.each([
    ['no default export', 'export const image = 1;'],
    ['an empty file', ''],
  ])('refuses %s', (_what, text) => {
    folder.write('image.ts', text);
    expect(caught(read)).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message:
        'packages/x/image.ts: the default export must be defineImage({ … }), got undefined',
    });
  });
});

describe('an image.ts that cannot be evaluated', () => {
  const typed = 'interface Options {\n  a: string;\n}\n';

  it.each([
    [
      'throws',
      `${typed}throw new Error('no\\nway');`,
      ':4: could not be evaluated: no',
    ],
    ['throws no error', `throw 'text';`, ': could not be evaluated: text'],
    [
      'imports nothing',
      `import a from './gone';\nexport default a;`,
      `: could not be evaluated: Cannot find module './gone'`,
    ],
  ])('%s', (_what, text, expected) => {
    folder.write('image.ts', text);
    const error = caught(read) as Error;
    expect(error).toMatchObject({ code: 'FLAVOUR_INVALID' });
    expect(error.message).toContain(`packages/x/image.ts${expected}`);
    expect(error.message).not.toContain('\n');
  });

  it.each([
    [
      'throws',
      `${typed}\nconst options: Options = JSON.parse('{');\nexport default options;`,
      /^packages\/x\/image\.ts:5: could not be evaluated: .*JSON.*\n$/,
    ],
    [
      'is not TypeScript',
      `export default {\n  runtimes: [],,\n};`,
      /^packages\/x\/image\.ts:2: could not be evaluated: (?![x×]).*`,`.*\n$/,
    ],
  ])('is blamed with its own line when it %s', (_what, text, expected) => {
    folder.write('image.ts', text);
    expect(readInProcess()).toMatch(expected);
  });
});
