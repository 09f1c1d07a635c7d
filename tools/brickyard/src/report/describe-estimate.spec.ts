import type { CostEstimate } from '../plan/build-plan';
import { describeEstimate } from './describe-estimate';

const cost: CostEstimate = {
  ...{ size: 351_800_000, upload: 80_600_000, download: 97_900_000 },
  ...{ isBound: false, uncounted: [] },
};

describe('describeEstimate', () => {
  it('says that it is one', () => {
    expect(describeEstimate(cost)).toBe(
      'uploads about 80.6 MB of 351.8 MB; a node that has the last image pulls about 97.9 MB',
    );
  });

  it('says how much it is at most, where it cannot tell', () => {
    expect(describeEstimate({ ...cost, isBound: true })).toBe(
      'uploads up to 80.6 MB of 351.8 MB; a node that has the last image pulls up to 97.9 MB',
    );
  });

  it.each([
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('names what is not counted: %j', (uncounted, text) => {
    expect(describeEstimate({ ...cost, uncounted })).toMatch(
      new RegExp(`; not counted, since no lock has its size: ${text}$`),
    );
  });
});
