import { caught } from '../testing/test-error';
import { TestFolder } from '../testing/test-folder';
import { checkNxVersion, oldestNx } from './check-nx-version';
import { readNxRange, requireNx } from './require-nx';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

const install = (version: string) =>
  folder.write('node_modules/nx/package.json', { name: 'nx', version });

describe('requireNx', () => {
  it.each(['23.2.1', '23.3.1', '24.0.0', '24.1.0-rc.1'])(
    'takes %s',
    (version) => {
      install(version);
      expect(() => requireNx(folder.root)).not.toThrow();
    },
  );

  it.each([
    ['22.7.12', 'npx nx migrate 23.2.1'],
    ['23.2.0', 'npx nx migrate 23.2.1'],
    ['25.0.0', 'a newer Brickyard'],
  ])('refuses %s, and says what to do', (version, hint) => {
    install(version);
    expect(caught(() => requireNx(folder.root))).toMatchObject({
      code: 'NX_UNSUPPORTED',
      message: `this workspace has Nx ${version}, and this Brickyard works with Nx ^23.2.1 or ^24.0.0`,
      hint: expect.stringContaining(hint) as string,
    });
  });

  it('says nothing where no Nx is installed', () => {
    expect(() => requireNx(folder.root)).not.toThrow();
  });
});

describe('the range', () => {
  it('begins with the version that this repository has', () => {
    const { version } = jest.requireActual<{ version: string }>(
      'nx/package.json',
    );
    expect(oldestNx(readNxRange())).toBe(version);
    expect(() =>
      checkNxVersion({ version, range: readNxRange() }),
    ).not.toThrow();
  });
});
