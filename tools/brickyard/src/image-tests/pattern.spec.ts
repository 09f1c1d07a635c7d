import { explainPattern } from './pattern';

describe('explainPattern', () => {
  it.each([
    '[[:digit:]]+',
    '\\A\\pL\\z',
    '(?i)a(?-i:b)',
    '(?P<name>x)(?<other>y)',
    '\\Q(\\E',
    '^(a+)+$',
    'a{,2}',
    '',
  ])('takes %j', (source) => {
    expect(explainPattern(source)).toBeUndefined();
  });

  it.each([
    ['(', 'missing closing ): `(`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?<!a)', 'invalid named capture: `(?<!a)`'],
    ['\\1', 'invalid escape sequence: `\\1`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['x{1001}', 'invalid repeat count: `{1001}`'],
    ['[[:digits:]]', 'invalid character class range: `[:digits:]`'],
    // Go takes it, re2js does not.
    ['(?P<a>x)(?P<a>y)', 'duplicate capture group name: `a`'],
  ])('says what is wrong with %j', (source, why) => {
    expect(explainPattern(source)).toContain(why);
  });

  it('survives one that nests deeply', () => {
    const nested = '('.repeat(30_000);
    expect(explainPattern(nested)).toHaveLength(100);
    expect(explainPattern(nested + nested.replaceAll('(', ')'))).toContain(
      'expression nests too deeply',
    );
  });

  it('does not wait for one that takes minutes to compile', () => {
    const ranges = 'a-\\x{10ffff}'.repeat(5000);
    expect(explainPattern(`(?i)[${ranges}]`)).toBe(
      'compiling it takes more than 1 s',
    );
  });
});
