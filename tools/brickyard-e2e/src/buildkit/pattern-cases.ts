import type { Random } from '../random';
import type { PatternCase } from './ask-buildkit';
import { pair } from './make-cases';

const paths = [
  ...['a', 'b', 'ab', 'a.md', 'b.md', 'README.md', '.git', '.git/x', 'a b'],
  ...[
    'a/b',
    'a/a.md',
    'a/b/c',
    'a/b/c.md',
    'docs/a',
    'docs/keep',
    'docs/keep/a',
  ],
  ...[
    'x/y/z/a.md',
    'aXb',
    'a+b',
    'a(b)',
    'a{2}',
    'a|b',
    'a^',
    'a$',
    'a]b',
    '[a]',
  ],
  ...[
    '-',
    'x-',
    '!a',
    '#a',
    '*',
    'a*',
    '?',
    'é',
    '😀',
    'A',
    '1',
    'd',
    '\\',
    'a\\b',
  ],
  ...[
    'aaaaaaaaaaaaaaaaaaaa',
    'aaaaaaaaaaaaaaaaaaab',
    'a/a/a/a/b',
    '...',
    '..a',
  ],
];

const components = [
  ...[
    'a',
    'b',
    '*',
    '?',
    '**',
    '***',
    '****',
    'a*',
    '*b',
    '*.md',
    'a**',
    '**b',
  ],
  ...['a**b', '[ab]', '[a-c]', '[^a]', '[!a]', '[x-]', '[-x]', '[]', '[]a]'],
  ...['[^]', '[c-a]', '[a-c-e]', '[[]', '[\\]]', '[\\-x]', '[*]', '[?]', '[.]'],
  ...[
    '[[:alpha:]]',
    '[\\d]',
    '[a',
    'a]',
    ']',
    '\\a',
    '\\*',
    '\\d',
    '\\b',
    '\\.',
  ],
  ...[
    '\\[',
    '\\\\',
    '\\',
    'a\\',
    '\\Q',
    '\\z',
    'a.b',
    'a+b',
    'a(b)',
    'a{2}',
    'a|b',
  ],
  ...[
    'a^',
    '^a',
    'a$',
    '$',
    'é',
    '😀',
    '[é-😀]',
    '[^/]',
    'a b',
    '.',
    '..',
    '.git',
  ],
  ...[
    '*a*a*a*a*a*b',
    '?*?',
    '*?*',
    '#a',
    'README.md',
    'docs',
    'keep',
    '-',
    '!a',
  ],
];

const shapes: ((first: string, second: string) => string)[] = [
  (first) => first,
  (first) => `!${first}`,
  (first) => ` ${first}\t`,
  (first) => `/${first}`,
  (first) => `${first}/`,
  (first) => `./${first}/.`,
  (first) => `**/${first}`,
  (first) => `${first}/**`,
  (first) => `**/${first}/**`,
  (first) => `! /${first}`,
  (first) => `${first}\n!${first}`,
  (first) => `*\n!${first}`,
  (first) => `!${first}\n**`,
  (first, second) => `${first}/${second}`,
  (first, second) => `${first}\n!${second}`,
  (first, second) => `${first}//../${second}`,
  (first, second) => `${first}/**/${second}`,
];

const files = [
  ...[
    '',
    '\n',
    '!',
    ' ! ',
    '!\n',
    '! ! a',
    '#',
    ' #a',
    '#a\na',
    '\ufeffa',
    '\ufeff#a',
  ],
  ...[
    'a\r\nb\r\n',
    'a\n\n\nb',
    '/',
    '//',
    '.',
    './',
    '..',
    '../a',
    '!..',
    '!/',
    '**/',
  ],
  ...[
    '**/**',
    '**/**/**/a',
    '*/**',
    '**/*',
    '/**/',
    'a/**/b',
    'a/***/b',
    '!!a',
    '\\!a',
  ],
  ...['\\#a', 'a\\ ', 'a/\\*', '/a/b/../c'],
];

/** Whole `.dockerignore` files. */
export const ignoreCases: readonly PatternCase[] = [
  ...files,
  ...pair(shapes, pair(components, ['b', '*', '**', 'a.md', '[a-c]'])).map(
    ([shape, [first, second]]) => shape(first, second),
  ),
].map((text) => ({ text, paths }));

/** Globs for one component of a COPY source. */
export const globCases: readonly PatternCase[] = [
  ...components,
  ...pair(components, components).map(([first, second]) => first + second),
].map((text) => ({ text, paths: paths.filter((path) => !path.includes('/')) }));

/** A `.dockerignore` of a few lines, for a few of the paths. */
export function drawIgnore(random: Random): PatternCase {
  const lines = Array.from({ length: 1 + random.below(4) }, () => {
    const parts = Array.from({ length: 1 + random.below(3) }, () =>
      random.join([...components, ...components, 'a', 'b', '*'], 4),
    );
    const start = random.pick(['', '', '', '!', '/', '**/', './', ' ', '#']);
    return start + parts.join('/') + random.pick(['', '', '/', '/**', ' ']);
  });
  const end = random.pick(['\n', '\n', '\r\n']);
  return { text: lines.join(end), paths };
}
