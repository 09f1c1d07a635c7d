import { expandWord } from './expand';

const VALUES: Record<string, string> = { A: 'a', V: '1.2.3', E: '' };
const lookup = (name: string) => {
  const text = VALUES[name];
  return text === undefined ? undefined : { text, missing: [] };
};
const expand = (text: string, escape = '\\') =>
  expandWord(text, escape, lookup);

describe('expandWord', () => {
  it.each([
    ['$A', 'a'],
    ['${A}b', 'ab'],
    ['$A-b', 'a-b'],
    ['$Ab', ''],
    ['$', '$'],
    ['a$', 'a$'],
    ['$A$A', 'aa'],
    ['\\$A', '$A'],
    ['\\a', 'a'],
    ['"$A b"', 'a b'],
    ['"\\$A \\" \\x"', '$A " \\x'],
    ["'$A'", '$A'],
    ['"\'$A\'"', "'a'"],
    ['${N:-$A}', 'a'],
    ['${N-"b c"}', 'b c'],
    ['${E-b}', ''],
    ['${E:-b}', 'b'],
    ['${A:+b}', 'b'],
    ['${E+b}', 'b'],
    ['${E:+b}', ''],
    ['${A:?no}', 'a'],
    ['${V#*.}', '2.3'],
    ['${V##*.}', '3'],
    ['${V%.*}', '1.2'],
    ['${V%%.*}', '1'],
    ['${V/./-}', '1-2.3'],
    ['${V//./-}', '1-2-3'],
  ])('reads %s as %j', (text, expected) => {
    expect(expand(text).text).toBe(expected);
  });

  it.each([
    ['a$@b', 'ab'],
    ['$?$*$#$-$!$$', ''],
    ['$12a', 'a'],
    ['${@}${1}${#}', ''],
    ['${@:-x}', 'x'],
    ["${V#'*'}", '1.2.3'],
    ['${V//./\\/}', '1\\/2\\/3'],
    ['${E//*/x}', 'x'],
  ])('reads %s as %j, and misses nothing', (text, expected) => {
    expect(expand(text)).toMatchObject({ text: expected, missing: [] });
  });

  it('escapes by a backtick where the file says so', () => {
    expect(expand('`$A\\b', '`').text).toBe('$A\\b');
  });

  it.each([
    ['$N', ['N']],
    ['${N:-$M}', ['M']],
    ['${A:-$M}', []],
    ['${N:+$M}', []],
    ['${A:+$M}', ['M']],
    ['${N?no}', ['N']],
    ['${E:?no}', ['E']],
    ['$N$M$N', ['N', 'M']],
    ['${N%.*}', ['N']],
  ])('misses in %s %j', (text, missing) => {
    expect(expand(text).missing).toEqual(missing);
  });

  it('ends values that double, and words in each other', () => {
    const long = () => ({ text: 'x'.repeat(100_000), missing: [] });
    expect(expandWord('$A$A', '\\', long).fault).toContain('longer than');
    const deep = '${A:-'.repeat(20_000);
    expect(expandWord(deep, '\\', lookup).fault).toContain('in each other');
  });

  it('hands on what the value of a variable misses', () => {
    const tainted = () => ({ text: 'a:', missing: ['V'] });
    expect(expandWord('$X', '\\', tainted).missing).toEqual(['V']);
  });

  it.each([
    '"a',
    "'a",
    '${A',
    '${A:-b',
    '${',
    '${:x}',
    '${A!}',
    '${A/b}',
    '${V#\\.}',
    '${A:#b}',
    '${A^^}',
  ])('finds a fault in %s', (text) => {
    expect(expand(text).fault).toEqual(expect.any(String));
  });
});
