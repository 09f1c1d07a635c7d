import { pep440Order } from './pep440-order';

describe('pep440Order', () => {
  // The order that PEP 440 gives as its example, and an epoch above all.
  const ordered = [
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12.dev456',
    '1.0a12',
    '1.0b1.dev456',
    '1.0b2',
    '1.0b2.post345.dev456',
    '1.0b2.post345',
    '1.0rc1.dev456',
    '1.0rc1',
    '1.0',
    '1.0+abc.5',
    '1.0+abc.7',
    '1.0+5',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.1.dev1',
    '1.10',
    '1!0.1',
  ];

  it.each(ordered.slice(1).map((later, at) => [ordered[at] ?? '', later]))(
    '%s comes before %s',
    (earlier, later) => {
      expect(pep440Order.compare(earlier, later)).toBeLessThan(0);
      expect(pep440Order.compare(later, earlier)).toBeGreaterThan(0);
    },
  );

  it('takes zeros at the end for nothing', () => {
    expect(pep440Order.compare('1.0', '1.0.0')).toBe(0);
  });

  it('tells epoch and numbers', () => {
    expect(pep440Order.releaseOf('1!2.3.4rc1')).toEqual({
      epoch: 1,
      numbers: [2, 3, 4],
    });
  });

  it.each(['', 'latest', '2004d-x', '1.0-', 'https://x.example/a.whl'])(
    'knows no version %j',
    (version) => expect(pep440Order.releaseOf(version)).toBeUndefined(),
  );
});
