import { isLineSupported } from './is-line-supported';
import { testRuntime } from './testing/test-subject';

describe('isLineSupported', () => {
  it.each([
    ['2025-11-01T00:00:00Z', true],
    ['2028-10-22T23:59:00Z', true],
    ['2028-10-23T00:00:00Z', false],
  ])('of 17.3-LTS at %s: %s', (now, expected) => {
    expect(isLineSupported(testRuntime, new Date(now))).toBe(expected);
  });

  it('is not known without an end', () => {
    const line = { ...testRuntime, endOfSupport: undefined };
    expect(isLineSupported(line, new Date())).toBeUndefined();
  });
});
