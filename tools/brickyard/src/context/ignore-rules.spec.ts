import { caught } from '../testing/test-error';
import { parseIgnoreRules } from './ignore-rules';

const file = 'packages/x/.dockerignore';
const parse = (text: string) => parseIgnoreRules({ file, text });

describe('parseIgnoreRules', () => {
  it.each([
    ['', [], ['a', 'a/b']],
    ['foo', ['foo', 'foo/bar'], ['x/foo', 'food', 'Foo']],
    ['foo/', ['foo', 'foo/bar'], ['x/foo']],
    ['/foo', ['foo', 'foo/bar'], ['x/foo']],
    ['./foo//bar', ['foo/bar'], ['foo']],
    ['  foo  ', ['foo'], []],
    ['a\r\nb\r\n', ['a', 'b'], ['c']],
    ['*.md', ['a.md'], ['x/a.md']],
    ['*/a', ['x/a', 'x/a/b'], ['a', 'x/y/a']],
    ['**/a', ['a', 'x/a', 'x/y/a/b'], ['ab']],
    ['**/*.tmp', ['a.tmp', 'x/y.tmp'], ['a.txt']],
    ['docs/**', ['docs/a', 'docs/a/b'], ['doc']],
    ['?.txt', ['a.txt'], ['ab.txt']],
    ['[a-c].txt', ['b.txt'], ['d.txt']],
    ['[^a].txt', ['b.txt'], ['a.txt']],
    ['# foo\nbar', ['bar'], ['# foo', 'foo']],
    ['\ufeff# foo\nbar', ['bar'], ['# foo']],
    ['\ufefffoo', ['foo'], []],
    ['*.md\n!README.md', ['a.md'], ['README.md']],
    ['!a.md\n*.md', ['a.md'], []],
    ['docs/*\n!docs/keep', ['docs/a'], ['docs/keep', 'docs/keep/a']],
    ['a.b', ['a.b'], ['axb']],
    ['a$', ['a$'], ['a']],
    ['c++', ['c++'], ['c', 'cc']],
    ['f(1).txt', ['f(1).txt'], ['f1.txt']],
    ['a|b', ['a|b'], ['a', 'b']],
    ['a{2}', ['a{2}'], ['aa']],
    ['x^', ['x^'], ['x']],
    ['a\\*', ['a*'], ['ab']],
    ['[+(]', ['+', '('], ['\\']],
    ['**/a**', ['a', 'x/ab/c'], ['x/b']],
    ['a/**/b', ['a/b', 'a/x/y/b'], ['a', 'b']],
    ['a/**', ['a/b'], ['a']],
    ['/!a\n', [], ['a', '!a']],
    ['*\n! /a', ['b'], ['a']],
    ['*.{md,txt}', ['a.{md,txt}'], ['a.md']],
    ['[[:digit:]]', ['1'], ['d', ':']],
    ['a/../b', ['b'], ['a']],
  ])('%j ignores %j, not %j', (text, ignored, kept) => {
    const rules = parse(text);
    expect(ignored.filter((path) => !rules.ignores(path))).toEqual([]);
    expect(kept.filter((path) => rules.ignores(path))).toEqual([]);
  });

  it('ignores nothing without a file', () => {
    expect(parseIgnoreRules(undefined).ignores('a')).toBe(false);
  });

  it.each([
    ['a\nb', true],
    ['a\n# !b', true],
    ['a\n  !a/b', false],
    ['\ufeff!a', false],
  ])('%j lets a walk skip what is ignored: %j', (text, prunable) => {
    expect(parse(text).prunable).toBe(prunable);
  });

  it.each([
    ...['a[b', '[c-a]', '!x[', 'c++[', '!', '!/', '/!', '[x-]', '[]', '[^]'],
    ...['a\\', '[]a]', '[-a]', '[a--c]', '*a{999}'],
  ])('names the line of %j', (rule) => {
    const text = `# first\nfoo\n${rule}\n`;
    expect(caught(() => parse(text))).toMatchObject({
      code: 'CONTEXT_INVALID',
      message: `packages/x/.dockerignore:3: '${rule}' is not a valid pattern`,
    });
  });

  it('names every line that is wrong', () => {
    expect(caught(() => parse('!\na\n[x-]'))).toMatchObject({
      problems: [{ place: { line: 1 } }, { place: { line: 3 } }],
    });
  });

  it.each([
    ['[x-]', true],
    ['a/[x-]', true],
    ['*[x-]', true],
    ['.*[x-]', true],
    ['b*[x-]', false],
    ['b*a*[x-]', false],
    ['b*[x-', true],
  ])('refuses %s as Docker, which looks no further: %s', (text, isRefused) => {
    const read = () => parse(text);
    if (isRefused) expect(read).toThrow('is not a valid pattern');
    else expect(read().ignores('a')).toBe(false);
  });

  it.each([
    ['[0-9]a', '1a', 'aa'],
    ['[ab].[x]/*', 'a.x/y', 'c.x/y'],
    ['a?/b*', 'ax/bcd', 'a//bc'],
  ])('leaves out by %s what it matches', (text, path, other) => {
    const rules = parse(text);
    expect([path, other].map((each) => rules.ignores(each))).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    '*'.repeat(64_000),
    `${'*a'.repeat(32_000)}b`,
    '**/'.repeat(21_000),
    `${'*a'.repeat(100)}b`,
    `${'?'.repeat(100)}*b`,
    `${'a/**/'.repeat(50)}b`,
    '**/*'.repeat(16_000),
  ])('ends for %.9s…', (text) => {
    const rules = parse(text);
    const paths = ['a'.repeat(255), 'a/'.repeat(127) + 'a', 'x/y/z'];
    const all = /^(?:\*+|(?:\*\*\/)+)$/.test(text);
    expect(paths.map((path) => rules.ignores(path))).toEqual(
      paths.map(() => all),
    );
  });
});
