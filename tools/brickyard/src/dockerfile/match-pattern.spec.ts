import { replaceMatch, trimMatch } from './match-pattern';

describe('trimMatch', () => {
  it.each([
    ['a/b/c', '*/', '#', false, 'b/c'],
    ['a/b/c', '*/', '#', true, 'c'],
    ['a/b/c', '/*', '%', false, 'a/b'],
    ['a/b/c', '/*', '%', true, 'a'],
    ['abc', '?', '#', false, 'bc'],
    ['a.c', '.', '#', false, 'a.c'],
    ['*b', '\\*', '#', false, 'b'],
    ['abc', 'x*', '%', true, 'abc'],
  ] as const)('trims %s by %s at %s', (value, pattern, side, longest, rest) => {
    expect(trimMatch(value, pattern, { side, longest })).toBe(rest);
  });
});

describe('replaceMatch', () => {
  it.each([
    ['a.b.c', '.', '-', false, 'a-b.c'],
    ['a.b.c', '.', '-', true, 'a-b-c'],
    ['abc', 'b*', '$&', false, 'a$&'],
    ['a[b', '[', '', false, 'ab'],
  ])('replaces in %s %s by %j', (value, pattern, by, every, expected) => {
    expect(replaceMatch(value, pattern, by, every)).toBe(expected);
  });
});
