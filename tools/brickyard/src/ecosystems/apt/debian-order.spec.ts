import { debianOrder } from './debian-order';

describe('debianOrder', () => {
  it.each([
    // The order of deb-version(7): ~~, ~~a, ~, the end, a.
    ['1.0~~', '1.0~~a'],
    ['1.0~~a', '1.0~'],
    ['1.0~', '1.0'],
    ['1.0', '1.0a'],
    ['1.0~beta1~svn1245', '1.0~beta1'],
    ['1.0~beta1', '1.0'],
    ['1.0~rc1-1', '1.0-1'],
    ['1.0-1~bpo12+1', '1.0-1'],
    ['12.4', '12.4+deb12u5'],
    ['12.4+deb12u5', '12.4+deb12u15'],
    ['1.0z', '1.0+'],
    ['1.0A', '1.0a'],
    ['1.0a', '1.0.1'],
    ['1.9', '1.10'],
    ['1.0-9', '1.0-10'],
    ['1.0', '1.0-1'],
    ['1.0-1', '1.0-1.1'],
    ['1.0-1', '1.0-1+b1'],
    ['9.9-9', '1:0.1-1'],
    ['2:1.0', '10:1.0'],
    ['1.2-3', '1.2-3-1'],
    ['20230311', '20230311ubuntu0.22.04.1'],
    ['3.0.2-0ubuntu1.9', '3.0.2-0ubuntu1.10'],
    ['1.99999999999999999998', '1.99999999999999999999'],
  ])('%s comes before %s', (earlier, later) => {
    expect(debianOrder.compare(earlier, later)).toBeLessThan(0);
    expect(debianOrder.compare(later, earlier)).toBeGreaterThan(0);
  });

  it.each([
    ['1.0', '0:1.0'],
    ['1.0', '1.0-0'],
    ['1.007', '1.7'],
    ['1.0a0', '1.0a'],
  ])('%s and %s are equal', (a, b) =>
    expect(debianOrder.compare(a, b)).toBe(0),
  );

  it.each([
    ['1:9.2p1-2+deb12u3', { epoch: 1, numbers: [9, 2] }],
    ['5.2.15-2+b7', { epoch: 0, numbers: [5, 2, 15] }],
    ['0~20171227-0.4', { epoch: 0, numbers: [0] }],
    ['beta-1', { epoch: 0, numbers: [] }],
  ])('tells epoch and numbers of %s', (version, release) => {
    expect(debianOrder.releaseOf(version)).toEqual(release);
  });

  it.each(['', '-1', '1.0-', 'a:1', '1:', '1.0 1', '1.0_1', '1.0-é', 'a:1.0'])(
    'knows no version %j',
    (version) => expect(debianOrder.releaseOf(version)).toBeUndefined(),
  );
});
