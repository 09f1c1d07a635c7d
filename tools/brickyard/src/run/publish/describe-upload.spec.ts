import { describeDownload, describeUpload } from './describe-upload';

const layers = ['a', 'b', 'c'].map((letter, index) => ({
  digest: `sha256:${letter.repeat(64)}`,
  unpacked: `sha256:${String(index).repeat(64)}`,
  size: (index + 1) * 1e6,
}));

/** Ids as Docker Engine 20.10 and 28.5 write them, with either store. */
const packed = ['a', 'b', 'c'].map((letter) => letter.repeat(12));
const unpacked = ['0', '1', '2'].map((letter) => letter.repeat(12));

function describeStates(ids: readonly string[], ...states: string[]): string {
  const named = states.map(
    (state, index) => [ids[index] ?? '', state] as const,
  );
  return describeUpload(new Map(named), layers);
}

describe('describeUpload', () => {
  it.each([
    ['overlay2', unpacked],
    ['containerd', packed],
  ])('counts layers, and the bytes that went up, of %s', (_store, ids) => {
    const text = describeStates(
      ids,
      'Layer already exists',
      'Mounted from team/base',
      'Pushed',
    );
    expect(text).toBe(
      '1 layer reused, 1 mounted, 1 uploaded (3.0 MB of 6.0 MB)',
    );
  });

  it.each([
    [['Pushed', 'Pushed', 'Pushed'], '3 layers uploaded (6.0 MB of 6.0 MB)'],
    [['Pushed', 'Pushing'], '2 layers uploaded (3.0 MB of 6.0 MB)'],
    [['Already exists', 'Already exists'], '2 layers reused'],
    [['Preparing'], 'no layers'],
    [[], 'no layers'],
  ])('%j: %s', (states, expected) => {
    expect(describeStates(packed, ...states)).toBe(expected);
  });

  it('leaves bytes out where it does not know a layer', () => {
    const states = new Map([['dddddddddddd', 'Pushed']]);
    expect(describeUpload(states, layers)).toBe('1 layer uploaded');
  });
});

describe('describeDownload', () => {
  it.each([
    [layers, '0.0 kB'],
    [layers.slice(0, 2), '3.0 MB'],
    [[], '6.0 MB'],
  ])('counts what the last image does not have: %#', (last, size) => {
    expect(describeDownload(layers, last)).toBe(
      `a node that has the last image pulls ${size}`,
    );
  });
});
