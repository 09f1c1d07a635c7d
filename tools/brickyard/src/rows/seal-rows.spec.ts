import { execFileSync } from 'node:child_process';

import { parseRows, rowMark, testRowMark } from './row';
import { hideMarks, sealRows } from './seal-rows';
import { shellRows } from './write-rows';

const { script, open } = sealRows(
  `${shellRows(rowMark)}${shellRows(testRowMark)}`,
  'x1-y2',
);

describe('sealRows', () => {
  it('marks all that the script prints', () => {
    expect(script).toContain('printf brickyard:row:x1-y2\n');
    expect(script).toContain('printf brickyard:test:x1-y2\n');
  });

  it('reads rows that have the token, where they stand', () => {
    const text =
      'noise\nbrickyard:row:x1-y2\tr\t4.4\nbrickyard:test:x1-y2\tend\n';
    expect(parseRows(open(text), rowMark)).toEqual([
      { kind: 'r', fields: ['4.4'], line: 2 },
    ]);
    expect(parseRows(open(text), testRowMark)).toEqual([
      { kind: 'end', fields: [], line: 3 },
    ]);
  });

  it('leaves the texts of people alone', () => {
    const quoted = hideMarks("'brickyard:row brickyard:test brickyard:x'");
    const { script: input } = sealRows(`printf %s ${quoted}`, 'x1-y2');
    expect(execFileSync('sh', { input, encoding: 'utf8' })).toBe(
      'brickyard:row brickyard:test brickyard:x',
    );
  });

  it.each([
    'brickyard:row\tend',
    'brickyard:row:\tend',
    'brickyard:row:x1\tend',
    'brickyard:row:x1-y2 \tend',
    'brickyard:row:x1-y2x\tend',
    'brickyard:test\tend',
  ])('takes %j for none', (line) => {
    expect(open(`a\n${line}\nb`)).toBe('a\n\nb');
  });
});
