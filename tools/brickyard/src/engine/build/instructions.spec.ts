import { parseInstructions } from './instructions';

describe('parseInstructions', () => {
  it('joins continued lines and keeps the number of the first', () => {
    const text = '# c\nfrom x\n\nRUN a && \\\n  # c\n  b\n\nCMD c\n';
    expect(parseInstructions(text)).toEqual([
      { line: 2, keyword: 'FROM', text: 'from x' },
      { line: 4, keyword: 'RUN', text: 'RUN a && b' },
      { line: 8, keyword: 'CMD', text: 'CMD c' },
    ]);
  });

  it('takes the escape directive', () => {
    const text = '# escape=`\nFROM x\nRUN a `\n b\nRUN c:\\\nRUN d';
    const lines = parseInstructions(text).map(({ line }) => line);
    expect(lines).toEqual([2, 3, 5, 6]);
  });
});
