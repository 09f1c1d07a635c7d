import { diffLayers } from './diff-layers';
import type { LayerMeasure, SideLayer, SideLayers } from './layer-diff';

const layer = (name: string, size: number | null = 10): SideLayer => {
  return { digest: `sha256:${name}`, unpacked: `sha256:of-${name}`, size };
};
const side = (
  layers: SideLayer[],
  measure: LayerMeasure = 'download',
): SideLayers => ({ measure, layers });

const summary = (from: SideLayers, to: SideLayers) => {
  const { layers, pull } = diffLayers(from, to);
  const where = layers.map((each) => `${each.in} ${each.digest ?? 'held'}`);
  return [...where, pull];
};

describe('diffLayers', () => {
  it('tells which image has a layer, in the order of the second', () => {
    const from = side([layer('a'), layer('b'), layer('c')]);
    const to = side([layer('a'), layer('d', 3), layer('c')]);
    expect(summary(from, to)).toEqual([
      'both sha256:a',
      'to sha256:d',
      'both sha256:c',
      'from sha256:b',
      3,
    ]);
  });

  it('pulls nothing for the same image', () => {
    const one = side([layer('a'), layer('b')]);
    expect(summary(one, one)).toEqual(['both sha256:a', 'both sha256:b', 0]);
  });

  it('pulls all of an image that has nothing in common', () => {
    const [a, b] = [side([layer('a')]), side([layer('b', 4), layer('c', 5)])];
    expect(summary(a, b)).toEqual([
      ...['to sha256:b', 'to sha256:c', 'from sha256:a'],
      9,
    ]);
  });

  it('counts a layer once that an image has twice', () => {
    const twice = side([layer('a', 4), layer('b', 5), layer('a', 4)]);
    const { layers, pull, to } = diffLayers(side([]), twice);
    expect(layers.map((each) => each.in)).toEqual(['to', 'to', 'both']);
    expect([pull, to.size]).toEqual([9, 13]);
  });

  it('finds by its content what an engine holds', () => {
    const held = [{ unpacked: 'sha256:of-a', size: 40 }];
    const inEngine = side(held, 'unpacked');
    const published = side([layer('a'), layer('b', 7)]);
    expect(summary(inEngine, published)).toEqual([
      ...['both sha256:a', 'to sha256:b', 7],
    ]);
    expect(summary(published, inEngine)).toEqual([
      ...['both held', 'from sha256:b', 0],
    ]);
  });

  it('does not guess a size', () => {
    const { pull, to, from } = diffLayers(
      side([layer('a')]),
      side([layer('a'), layer('b', null)], 'unpacked'),
    );
    expect([pull, to.size, from.size]).toEqual([null, null, 10]);
  });
});
