import { renderReport } from './render-report';
import { describeCost } from './report-words';
import { richReport } from './testing/test-report';

describe('describeCost', () => {
  const cost = { size: 351_800_000, upload: 20_100_000, download: 37_400_000 };

  it('says what goes up, and what a node pulls', () => {
    expect(describeCost(cost)).toBe(
      'uploads 20.1 MB of 351.8 MB; a node that has the last image pulls 37.4 MB',
    );
  });

  it('says nothing of a node where there is no last image', () => {
    expect(describeCost({ ...cost, download: null })).toBe(
      'uploads 20.1 MB of 351.8 MB',
    );
  });

  it('is a line of a report', () => {
    expect(renderReport(richReport)).toMatch(
      /^ {2}cost +uploads 20.1 MB of 363.8 MB; a node/m,
    );
  });
});
