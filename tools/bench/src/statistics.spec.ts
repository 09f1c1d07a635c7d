import { summarize } from './statistics';

describe('summarize', () => {
  it.each([
    [[3, 1, 2], { median: 2, min: 1, max: 3 }],
    [[10, 9, 1, 2], { median: 5.5, min: 1, max: 10 }],
    [[7], { median: 7, min: 7, max: 7 }],
    [[], undefined],
  ])('of %j', (values, summary) => {
    expect(summarize(values)).toEqual(summary);
  });
});
