import type { Package } from '../../ecosystems/package';
import type { Contents } from '../../versioning/contents';
import { noteReplaced } from './note-replaced';

const contents = (name: string, packages: Package[]): Contents => ({
  ...{ name, source: 'a file', isPartial: false, size: null },
  groups: [
    { ecosystem: 'python', environment: '/databricks/python3', packages },
  ],
});
const numpy = { name: 'numpy', version: '2.1.3', size: 55_900_000 };
const below = contents('python@17.3-LTS', [
  numpy,
  { name: 'six', version: '1.16.0', size: 100_000 },
]);

describe('noteReplaced', () => {
  it('says how many bytes of the image below are there twice', () => {
    const now = contents('popeye@17.3-LTS', [
      { ...numpy, version: '2.2.0' },
      { name: 'six', version: '1.17.0' },
      { name: 'more', version: '1' },
    ]);
    expect(noteReplaced(below, now)).toEqual([
      'ships again what python@17.3-LTS has in another version, 56.0 MB unpacked that stay in the layers below: numpy 2.1.3, six 1.16.0',
    ]);
  });

  it('names the largest', () => {
    const packages = (version: string) =>
      Array.from({ length: 7 }, (_, at) => ({
        ...{ name: `p${at}`, version, size: at * 1e6 },
      }));
    const [text] = noteReplaced(
      contents('below', packages('1')),
      contents('now', packages('2')),
    );
    expect(text).toContain('21.0 MB');
    expect(text).toMatch(/: p6 1, .*, p2 1 and 2 more$/);
  });

  it.each([
    [below, undefined],
    [undefined, below],
    [below, below],
    [below, contents('now', [numpy])],
  ])('has nothing to say: %#', (from, to) => {
    expect(noteReplaced(from, to)).toEqual([]);
  });
});
