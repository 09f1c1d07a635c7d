import { parsePattern, replaceMatch, trimMatch } from './match-pattern';

function parse(text: string) {
  const pattern = parsePattern(text);
  if (pattern === undefined) throw new Error(`${text} is no pattern`);
  return pattern;
}

describe('parsePattern', () => {
  it.each(['\\a', 'a\\', '\\.'])('refuses %s, as BuildKit does', (text) => {
    expect(parsePattern(text)).toBeUndefined();
  });
});

describe('trimMatch', () => {
  it.each([
    ['a/b/c', '*/', '#', false, 'b/c'],
    ['a/b/c', '*/', '#', true, 'c'],
    ['a/b/c', '/*', '%', false, 'a/b'],
    ['a/b/c', '/*', '%', true, 'a'],
    ['a/b/c', '*', '#', false, 'a/b/c'],
    ['a/b/c', '*', '%', true, ''],
    ['abc', '?', '#', false, 'bc'],
    ['😀bc', '?', '#', false, 'bc'],
    ['a.c', '.', '#', false, 'a.c'],
    ['*b', '\\*', '#', false, 'b'],
    ['a/b', 'a\\/', '#', false, 'b'],
    ['abc', 'x*', '%', true, 'abc'],
    ['abab', 'a*b', '#', false, 'ab'],
    ['abab', 'a*b', '%', true, ''],
  ] as const)('trims %s by %s at %s', (value, pattern, side, longest, rest) => {
    expect(trimMatch(value, parse(pattern), { side, longest })).toBe(rest);
  });

  it('ends, however many stars there are', () => {
    const pattern = parse(`${'*a'.repeat(16_000)}b`);
    const value = 'a'.repeat(32_000);
    expect(trimMatch(value, pattern, { side: '#', longest: true })).toBe(value);
  });
});

describe('replaceMatch', () => {
  it.each([
    ['a.b.c', '.', '-', false, 'a-b.c'],
    ['a.b.c', '.', '-', true, 'a-b-c'],
    ['abc', 'b*', '$&', false, 'a$&'],
    ['a[b', '[', '', false, 'ab'],
    ['abc', '*', 'x', true, 'x'],
    ['abc', '', '-', true, '-a-b-c-'],
    ['abcb', 'b', '', true, 'ac'],
    ['aab', 'a*b', 'x', false, 'x'],
  ])('replaces in %s %s by %j', (value, pattern, by, every, expected) => {
    expect(replaceMatch(value, parse(pattern), by, every)).toBe(expected);
  });

  it('ends, however many stars there are', () => {
    const pattern = parse(`${'*a'.repeat(16_000)}b`);
    const value = 'a'.repeat(32_000);
    expect(replaceMatch(value, pattern, 'x', true)).toBe(value);
  });
});
