import { caught } from '../testing/test-error';
import { orderImages, withParents } from './order-images';
import { testFlavour, testImages } from './testing/test-images';

/** `{ child: ['parent', …] }`, first FROM, then COPY. */
function imagesOf(graph: Record<string, string[]>) {
  const flavours = Object.entries(graph).map(([name, [first, ...more]]) => {
    const from = first === undefined ? 'scratch' : `brickyard/${first}`;
    const copies = more.map((parent) => `COPY --from=brickyard/${parent} /a /`);
    return testFlavour(name, [`FROM ${from}`, ...copies, ''].join('\n'));
  });
  return testImages(flavours);
}

const names = (images: ReturnType<typeof imagesOf>) =>
  images.map(({ flavour }) => flavour.name).join(' ');

describe('orderImages', () => {
  it.each<[Record<string, string[]>, string]>([
    [{ b: [], a: [] }, 'b a'],
    [{ c: ['b'], b: ['a'], a: [] }, 'a b c'],
    [{ top: ['l', 'r'], r: ['base'], l: ['base'], base: [] }, 'base l r top'],
    [{ b: ['a', 'a'], a: [], c: ['a'] }, 'a b c'],
    [{}, ''],
  ])('%j → %s', (graph, expected) => {
    expect(names(orderImages(imagesOf(graph)))).toBe(expected);
  });

  it('keeps the runtimes of a flavour apart', () => {
    const runtimes = ['17.3-LTS', '16.4-LTS'];
    const images = testImages([
      testFlavour('child', 'FROM brickyard/base\n', { runtimes }),
      testFlavour('base', 'FROM scratch\n', { runtimes }),
    ]);
    expect(orderImages(images).map(({ id }) => id)).toEqual([
      'base@17.3-LTS',
      'child@17.3-LTS',
      'base@16.4-LTS',
      'child@16.4-LTS',
    ]);
  });

  it('puts some images in order without the others', () => {
    const [child, parent] = imagesOf({ c: ['b'], b: ['a'], a: [] });
    if (child === undefined || parent === undefined) throw new Error('none');
    expect(names(orderImages([child, parent]))).toBe('b c');
  });

  it('meets each image once, however many ways lead to it', () => {
    // Each flavour is built on both of the level below: 2^28 paths from the top.
    const floors = Array.from({ length: 28 }, (_, floor) => {
      const below = floor === 0 ? [] : [`l${floor - 1}`, `r${floor - 1}`];
      return { [`l${floor}`]: below, [`r${floor}`]: below };
    });
    const graph = Object.assign({}, ...floors) as Record<string, string[]>;
    const ordered = orderImages(imagesOf(graph).reverse());
    expect(ordered.map(({ flavour }) => flavour.name.slice(1))).toEqual(
      floors.flatMap((_, floor) => [`${floor}`, `${floor}`]),
    );
  });

  it.each<[Record<string, string[]>, string, string[]]>([
    [{ a: ['a'] }, 'a → a', ['a/Dockerfile:1 names a']],
    [
      { a: ['b'], b: ['a'] },
      'a → b → a',
      ['a/Dockerfile:1 names b', 'b/Dockerfile:1 names a'],
    ],
    [
      {
        start: ['a'],
        a: ['base', 'b'],
        b: ['c'],
        c: ['base', 'base', 'a'],
        base: [],
      },
      'a → b → c → a',
      [
        'a/Dockerfile:2 names b',
        'b/Dockerfile:1 names c',
        'c/Dockerfile:3 names a',
      ],
    ],
  ])('names every line of the circle in %j', (graph, circle, places) => {
    const lines = places.map((place) => `packages/${place}`);
    expect(caught(() => orderImages(imagesOf(graph)))).toMatchObject({
      code: 'PARENT_CYCLE',
      message: [`flavours are built on each other: ${circle}`, ...lines].join(
        '\n',
      ),
      hint: expect.any(String) as string,
    });
  });
});

describe('withParents', () => {
  const images = imagesOf({
    top: ['l', 'r'],
    l: ['base'],
    r: ['base'],
    base: [],
    other: ['base'],
  });

  it.each([
    [['base'], 'base'],
    [['l'], 'l base'],
    [['top'], 'top l r base'],
    [['other', 'r'], 'r base other'],
    [[], ''],
  ])('%j needs %s, in the order given', (wanted, expected) => {
    const ids = new Set(wanted.map((name) => `${name}@17.3-LTS`));
    expect(names(withParents(images, ids))).toBe(expected);
  });
});
