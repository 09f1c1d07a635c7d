import { isVersionIn } from './is-version-in';
import type { VersionSpecifier } from './requirement';

describe('isVersionIn', () => {
  it.each<[string, string, boolean]>([
    ['3.12', '>3.12rc1', true],
    ['2.0', '>2.0.dev1', true],
    ['2.0.post1', '>2.0', false],
    ['2.0.post1', '>2.0rc1', true],
    ['2.0rc1.post1', '>2.0rc1', false],
    ['1.0+x', '>1.0', false],
    ['2.0', '<2.0.post1', true],
    ['2.0rc1', '<2.0', false],
    ['2.0rc1', '<2.0rc2', true],
    ['1.0+x', '==1.0', true],
    ['1.0', '==1.0.*', true],
    ['1.0', '===1.0.0', false],
    ['what', '>1', false],
  ])('%s %s is %s', (version, text, expected) => {
    const [, operator, of = ''] = /^([=<>]+)(.*)$/.exec(text) ?? [];
    const specifier = { operator, version: of } as VersionSpecifier;
    expect(isVersionIn(version, specifier)).toBe(expected);
  });
});
