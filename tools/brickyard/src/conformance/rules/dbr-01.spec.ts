import { lineNamed, testRuntime, testSubject } from '../testing/test-subject';
import { dbr01 } from './dbr-01';

describe('DBR-01', () => {
  it('is content with a supported line', () => {
    const subject = testSubject({ isSupported: true });
    expect(dbr01.unable?.(subject)).toBeUndefined();
    expect(dbr01.check(subject)).toEqual([]);
  });

  it('warns of a line past its end of support', () => {
    expect(dbr01.severity).toBe('warning');
    expect(dbr01.check(testSubject({ isSupported: false }))).toEqual([
      expect.objectContaining({
        message: 'the support of 17.3-LTS ended on 2028-10-22',
        found: '17.3-LTS',
      }),
    ]);
  });

  it.each([
    [lineNamed('lab-debian-12'), 'is a stand-in'],
    [{ ...testRuntime, endOfSupport: undefined }, 'does not say when'],
  ])('cannot tell without a day: %#', (runtime, reason) => {
    expect(dbr01.unable?.(testSubject({ runtime }))).toContain(reason);
  });
});
