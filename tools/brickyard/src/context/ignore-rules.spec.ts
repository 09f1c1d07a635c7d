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

  it.each(['a[b', '[c-a]', '!x[', 'c++['])('names the line of %j', (rule) => {
    const text = `# first\nfoo\n${rule}\n`;
    expect(caught(() => parse(text))).toMatchObject({
      code: 'CONTEXT_INVALID',
      message: `packages/x/.dockerignore:3: '${rule}' is not a valid pattern`,
    });
  });
});
