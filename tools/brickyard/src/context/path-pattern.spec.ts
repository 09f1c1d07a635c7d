import {
  literalPattern,
  parsePathPattern,
  patternBeyond,
  reachesInto,
  selectsPath,
} from './path-pattern';

const parse = (source: string) => {
  const pattern = parsePathPattern(source);
  if (pattern === undefined) throw new Error(`'${source}' does not parse`);
  return pattern;
};

describe('parsePathPattern', () => {
  it.each([
    ['.', ['a', 'a/b', '.hidden'], []],
    ['a', ['a', 'a/b', 'a/b/c'], ['b', 'ab', 'b/a', 'A']],
    ['./a//b/', ['a/b', 'a/b/c'], ['a', 'b']],
    ['*.txt', ['a.txt', '.txt', 'a.txt/b'], ['a.md', 'x/a.txt', 'a.txt.md']],
    ['*', ['a', 'a/b', '.hidden'], []],
    ['a/*/c', ['a/b/c', 'a/x/c/d'], ['a/c', 'a/b/d/c']],
    ['**', ['a', 'a/b'], []],
    ['?.txt', ['a.txt', 'é.txt', '😀.txt'], ['.txt', 'ab.txt']],
    ['[a-c]', ['a', 'b', 'c'], ['d', 'abc', '-']],
    ['[^a]', ['b', '^'], ['a', '']],
    ['[!a]', ['!', 'a'], ['b']],
    ['[a-cx-z]', ['b', 'y'], ['d', 'w']],
    ['[c-a]', [], ['a', 'b', 'c']],
    ['[^c-a]', ['a', 'z'], ['az']],
    ['[[]', ['['], ['a']],
    ['[.$|]', ['.', '$', '|'], ['a']],
    ['[\\]]', [']'], ['\\']],
    ['[\\d]', ['d'], ['5', '\\']],
    ['[\\^a]', ['^', 'a'], ['b']],
    ['[a\\-c]', ['a', '-', 'c'], ['b']],
    ['[a^]', ['a', '^'], ['b']],
    ['[α-ω]', ['β'], ['b']],
    ['a\\*', ['a*'], ['ab', 'a\\*']],
    ['\\[a\\]', ['[a]'], ['a']],
    ['a]', ['a]'], ['a']],
    ['a+(b){2}|^$.c', ['a+(b){2}|^$.c'], ['aabb', 'a+(b){2}|^$xc']],
    ['a b', ['a b'], ['a', 'b']],
  ])('%j selects %j, not %j', (source, selected, others) => {
    const pattern = parse(source);
    expect(selected.filter((path) => !selectsPath(pattern, path))).toEqual([]);
    expect(others.filter((path) => selectsPath(pattern, path))).toEqual([]);
  });

  it.each([
    '[',
    'a[b',
    '[]',
    '[^]',
    '[]a]',
    '[-a]',
    '[a-]',
    '[a--c]',
    '[x-]',
    'a\\',
    '[a\\',
    'x/[a/y',
  ])('refuses %j, as Go does', (source) => {
    expect(parsePathPattern(source)).toBeUndefined();
  });
});

describe('a pattern of many stars', () => {
  it.each(['*a*a*a*a*a*a*b', `${'*a'.repeat(4_000)}b`, '*'.repeat(8_000)])(
    'ends for %.14s…',
    (source) => {
      const isAll = !source.includes('b');
      expect(selectsPath(parse(source), 'a'.repeat(255))).toBe(isAll);
    },
  );
});

describe('literalPattern', () => {
  it.each(['*', '[a', 'a?', 'a\\', 'a+b', 'a.b', '(a|b)', '{a}', '^$', '😀-'])(
    'takes %j as it is',
    (path) => {
      const pattern = literalPattern(path);
      expect(selectsPath(pattern, path)).toBe(true);
      expect(selectsPath(pattern, 'ab')).toBe(false);
    },
  );

  it.each(['', '.', '/', './/.'])('takes %j as everything', (path) => {
    expect(selectsPath(literalPattern(path), 'a/b')).toBe(true);
  });
});

describe('reachesInto', () => {
  it.each([
    ['a/b', 'a', true],
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', true],
    ['a/b', 'b', false],
    ['a/b', 'a/c', false],
    ['*/b', 'x', true],
    ['*.txt', 'x', false],
    ['.', 'x/y', true],
  ])('%j into %j: %j', (source, folder, expected) => {
    expect(reachesInto(parse(source), folder)).toBe(expected);
  });
});

describe('patternBeyond', () => {
  it.each([
    ['a/*/c', 'a', 'b/c', true],
    ['a/*/c', 'a/x', 'c', true],
    ['a/*/c', 'a/x', 'd', false],
    ['a/b', 'a/b', 'anything', true],
  ])('%j beyond %j selects %j: %j', (source, start, rest, expected) => {
    const beyond = patternBeyond(parse(source), start);
    expect(beyond && selectsPath(beyond, rest)).toBe(expected);
  });

  it.each([
    ['a/b', 'a/b/c'],
    ['a/b', 'x'],
    ['.', 'a'],
  ])('%j has nothing beyond %j', (source, path) => {
    expect(patternBeyond(parse(source), path)).toBeUndefined();
  });
});
