import { bundleKey } from './bundle-key';

/** As the Databricks CLI reads a part of `${…}`. */
const PART = /^\p{L}+([-_]*[\p{L}\p{N}]+)*$/u;

const names = [
  'a-b',
  'a_b',
  'a.b',
  'a__b',
  'a-b-',
  '3d',
  '3-d',
  '_3d',
  'image-3d',
];

describe('bundleKey', () => {
  it('keeps the names that bundles know', () => {
    expect(bundleKey('popeye-dbr17.3')).toBe('popeye_dbr17_3');
    expect(bundleKey('gecko-armadillo-dbr18')).toBe('gecko_armadillo_dbr18');
  });

  it.each(names)('is a name that can be referred to: %s', (name) => {
    expect(bundleKey(`${name}-dbr17.3`)).toMatch(PART);
  });

  it('tells flavours apart whose names look alike', () => {
    const keys = names.flatMap((name) =>
      ['dbr17.3', 'dbr1.73'].map((tag) => bundleKey(`${name}-${tag}`)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
