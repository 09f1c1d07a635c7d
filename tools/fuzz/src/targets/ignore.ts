import { parseIgnoreRules } from '../../../brickyard/src/context/ignore-rules';
import { ignoreCases } from '../../../brickyard-e2e/src/buildkit/pattern-cases';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt } from '../judge';
import type { Target } from '../target';

export const ignore: Target = {
  name: 'ignore',
  listSeeds: () => [
    ...readFiles('packages', /\.dockerignore$/),
    ...readSpecTexts('context'),
    ...ignoreCases.map(({ text }) => text).filter((_, at) => at % 7 === 0),
  ],
  tokens: [
    ...['*', '**', '?', '[', ']', '[a-c]', '[^a]', '\\', '/', '!', '#', '\n'],
    ...['**/', '/**', '*a', 'a', 'b', '.', '..', '-', '{', '}', '(', ')', '|'],
    ...['{2}', '{1000}', '{,', '+', '^', '$', '.md', ' ', '\t', '\r\n', 'é'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const file = { file: '.dockerignore', text };
    const rules = attempt(text, () => parseIgnoreRules(file));
    for (const path of paths) rules?.ignores(path);
  },
};

/** Of a usual folder, and what makes a matcher try again and again. */
const paths = [
  ...['a', 'b.md', 'docs/a/b.md', '.git/x', 'x/y/z/a.md', 'aaaaaaaaaaaaaaaab'],
  ...['a'.repeat(255), 'a/'.repeat(50) + 'b'],
];
