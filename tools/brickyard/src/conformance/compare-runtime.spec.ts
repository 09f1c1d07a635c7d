import { isAtLeast, unableOnStandIn } from './compare-runtime';
import { lineNamed } from './testing/test-subject';

describe('isAtLeast', () => {
  it.each([
    ['13.3-LTS', '13.3', true],
    ['12.2-LTS', '13.3', false],
    ['9.1-LTS', '13.3', false],
    ['14.1', '13.3', true],
    ['13.10', '13.9', true],
    ['13.3-LTS', '13.10', false],
    ['lab-debian-12', '17.3', true],
    ['18', '17.3', true],
    ['18-LTS', '18.2', true],
    ['18', '19', false],
    ['18.2', '18', true],
  ])('%s is at least %s: %s', (name, line, expected) => {
    expect(isAtLeast(lineNamed(name), line)).toBe(expected);
  });
});

describe('unableOnStandIn', () => {
  it('names the stand-in', () => {
    expect(unableOnStandIn({ runtime: lineNamed('lab-debian-12') })).toBe(
      'lab-debian-12 is a stand-in, not a Databricks runtime',
    );
    expect(unableOnStandIn({ runtime: lineNamed('17.3-LTS') })).toBeUndefined();
  });
});
