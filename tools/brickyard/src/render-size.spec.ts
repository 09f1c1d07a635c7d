import { renderSize } from './render-size';

describe('renderSize', () => {
  it.each([
    [0, '0.0 kB'],
    [1, '0.0 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [412_345_678, '412.3 MB'],
    [999_949_999, '999.9 MB'],
    [999_950_000, '1.00 GB'],
    [12_345_678_901, '12.35 GB'],
  ])('%d bytes are %s', (bytes, expected) => {
    expect(renderSize(bytes)).toBe(expected);
  });
});
