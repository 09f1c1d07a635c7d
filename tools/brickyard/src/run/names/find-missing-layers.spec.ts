import { findMissingLayers, sumSizes } from './find-missing-layers';

/** In a registry: `a1` is content `a`, compressed in one of several ways. */
const published = (name: string, size = 1) => ({
  digest: `sha256:${name}`,
  unpacked: `sha256:${name.slice(0, 1)}`,
  size,
});
const held = (name: string) => ({ unpacked: `sha256:${name}` });

describe('findMissingLayers', () => {
  it.each([
    ['the same', ['a1', 'b1'], ['a1', 'b1'], []],
    ['nothing in common', ['a1', 'b1'], ['c1'], ['a1', 'b1']],
    ['one more', ['a1', 'b1'], ['a1'], ['b1']],
    ['compressed in another way', ['a2'], ['a1'], ['a2']],
    ['one layer twice', ['a1', 'a1', 'b1'], [], ['a1', 'b1']],
  ])('of %s', (_, layers, known, missing) => {
    const found = findMissingLayers(
      layers.map((name) => published(name)),
      known.map((name) => published(name)),
    );
    expect(found).toEqual(missing.map((name) => published(name)));
  });

  it('compares contents with what an engine holds', () => {
    const both = [published('a1'), published('b1')];
    expect(findMissingLayers(both, [held('a')])).toEqual([published('b1')]);
    expect(findMissingLayers([held('a'), held('b')], both)).toEqual([]);
    expect(findMissingLayers([held('c')], both)).toEqual([held('c')]);
  });

  it('knows nothing of a layer without digests', () => {
    expect(findMissingLayers([{}], [{}])).toHaveLength(1);
  });
});

it('sumSizes adds bytes up', () => {
  expect(sumSizes([{ size: 2 }, { size: 3 }])).toBe(5);
});
