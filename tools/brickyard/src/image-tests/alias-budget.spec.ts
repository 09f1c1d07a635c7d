import { allowsAliases } from './alias-budget';

describe('allowsAliases', () => {
  it.each([
    [1000, 1000, true],
    [2000, 100, true],
    [2000, 1980, true],
    [2000, 1981, false],
    [2_200_000, 1_190_000, true],
    [2_200_000, 1_210_000, false],
    [5_000_000, 499_000, true],
    [5_000_000, 501_000, false],
  ])('of %d values, %d may come from aliases: %j', (all, ofAliases, may) => {
    expect(allowsAliases({ all, ofAliases })).toBe(may);
  });
});
