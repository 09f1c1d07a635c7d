import { semverOrder } from './semver-order';

describe('semverOrder', () => {
  // The specification's own example, item 11.
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '2.0.0',
    '2.1.0',
    '2.1.1',
  ];

  it.each(ordered.slice(1).map((later, at) => [ordered[at] ?? '', later]))(
    '%s comes before %s',
    (earlier, later) => {
      expect(semverOrder.compare(earlier, later)).toBeLessThan(0);
      expect(semverOrder.compare(later, earlier)).toBeGreaterThan(0);
    },
  );

  it('leaves the build out', () => {
    expect(semverOrder.compare('1.0.0+a', '1.0.0+b')).toBe(0);
  });

  it.each(['', '1', '1.2', 'v1.2.3', '=1.2.3', '1.2.3.4', '01.2.3', '1.2.3-'])(
    'knows no version %j',
    (version) => expect(semverOrder.releaseOf(version)).toBeUndefined(),
  );
});
