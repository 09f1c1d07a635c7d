import { shortenMarkdown } from './shorten-markdown';

describe('shortenMarkdown', () => {
  it.each([
    ['keeps what fits', 'one\ntwo', 7, 'one\ntwo'],
    ['cuts between lines', 'one\ntwo\nthree', 12, 'one\n\n(cut)\n'],
    [
      'cuts before a section',
      'a\n<details>\nb\n</details>\nc',
      24,
      'a\n\n(cut)\n',
    ],
    [
      'keeps a whole section',
      `<details>\n</details>\n${'c'.repeat(20)}`,
      30,
      '<details>\n</details>\n\n(cut)\n',
    ],
    ['cuts before code', `a\n\`\`\`\n${'b\n'.repeat(20)}`, 20, 'a\n\n(cut)\n'],
    ['keeps nothing of one long line', 'x'.repeat(50), 20, '(cut)\n'],
  ])('%s', (_, text, limit, expected) => {
    const short = shortenMarkdown(text, limit, '(cut)');
    expect(short).toBe(expected);
    expect(short.length).toBeLessThanOrEqual(limit);
  });
});
