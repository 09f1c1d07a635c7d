import { compareReleases, isSameMinor, releaseOf } from './version-numbers';

describe('releaseOf', () => {
  it.each([
    ['1.26.4', [1, 26, 4]],
    ['1!2.0', [2, 0]],
    ['v3.11.0rc1', [3, 11, 0]],
    ['2.0.post1', [2, 0]],
    ['1.0-3', [1, 0, 3]],
    ['1.2+local.3', [1, 2]],
    ['unknown', []],
  ])('%s', (version, numbers) => {
    expect(releaseOf(version)).toEqual(numbers);
  });
});

describe('compareReleases', () => {
  it.each([
    ['2', '2.0.0', 0],
    ['1.9', '1.10', -1],
    ['2.0', '1.48.1', 1],
  ])('%s to %s', (a, b, sign) => {
    expect(Math.sign(compareReleases(a, b))).toBe(sign);
  });
});

it('isSameMinor leaves the patch out', () => {
  expect(isSameMinor('4.4.2', '4.4.0')).toBe(true);
  expect(isSameMinor('4.4.2', '4.5.2')).toBe(false);
});
