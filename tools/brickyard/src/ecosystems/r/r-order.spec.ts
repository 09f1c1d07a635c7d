import { rOrder } from './r-order';

describe('rOrder', () => {
  it.each([
    ['1.2.3', '1.2.4'],
    ['1.9', '1.10'],
    ['1.2-9', '1.2-10'],
    ['0.1-2', '0.2'],
    ['1.2', '1.2.0'],
    ['1.2', '1.2-1'],
    ['3', '4.0'],
    ['1.2.9', '1.10.1'],
    ['2024.1', '2025.0.0'],
  ])('%s comes before %s', (earlier, later) => {
    expect(rOrder.compare(earlier, later)).toBeLessThan(0);
    expect(rOrder.compare(later, earlier)).toBeGreaterThan(0);
  });

  it.each([
    ['1.2-3', '1.2.3'],
    ['1.02', '1.2'],
  ])('%s and %s are equal', (a, b) => expect(rOrder.compare(a, b)).toBe(0));

  it('tells the numbers', () => {
    expect(rOrder.releaseOf('1.5-30')).toEqual({
      epoch: 0,
      numbers: [1, 5, 30],
    });
  });

  it.each(['', '1.', '.1', '1..2', '1.2a', '1.2rc1', '1_2', '1.2147483648'])(
    'knows no version %j',
    (version) => expect(rOrder.releaseOf(version)).toBeUndefined(),
  );
});
