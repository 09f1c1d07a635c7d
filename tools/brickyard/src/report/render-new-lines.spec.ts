import type { NewLine } from '../run/diff/list-new-lines';
import { renderNewLines, renderNewLinesMarkdown } from './render-new-lines';

const lines = {
  ...{ from: '16.4-LTS', to: '17.3-LTS' },
  facts: [
    { fact: 'JDK', from: '17', to: '21', level: 'major' as const },
    { fact: 'base image', from: 'a:1', to: 'b_2', level: null },
  ],
};
const gone = { name: 'six', version: '1', direct: false, sizeChange: null };
const told: NewLine[] = [
  { flavour: 'toolbox', lines, groups: [] },
  {
    ...{ flavour: 'python', lines },
    groups: [
      {
        ...{ ecosystem: 'python', environment: '/env', added: [], changed: [] },
        removed: [gone],
      },
    ],
  },
];

describe('renderNewLines', () => {
  it('tells of a line once, and of each flavour that changes much', () => {
    expect(renderNewLines(told)).toBe(
      'new line 17.3-LTS, beside 16.4-LTS: JDK 17 → 21 (major), base image a:1 → b_2\n' +
        '  python: 1 left (python); npx brickyard diff python@16.4-LTS python@17.3-LTS',
    );
  });

  it('is a list in Markdown', () => {
    expect(renderNewLinesMarkdown(told).split('\n')).toEqual([
      '- new line 17.3-LTS, beside 16.4-LTS: JDK 17 → 21 (major), base image a:1 → b\\_2',
      expect.stringMatching(/^ {2}- python: 1 left/),
    ]);
  });
});
