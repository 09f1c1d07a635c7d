import { execFileSync } from 'node:child_process';

import { parseRows, rowMark, testRowMark } from './row';
import { pythonRows, rRows, shellRows } from './write-rows';

describe('what prints rows', () => {
  it('is read as it was printed by a shell', () => {
    const input = `${shellRows(testRowMark)}\nrow x "a b" '' '%s'\nrow end\n`;
    const text = execFileSync('sh', { input, encoding: 'utf8' });
    expect(parseRows(text, testRowMark)).toEqual([
      { kind: 'x', fields: ['a b', '', '%s'], line: 1 },
      { kind: 'end', fields: [], line: 2 },
    ]);
  });

  it.each([
    ['pythonRows', pythonRows],
    ['rRows', rRows],
  ])('%s can stand between single quotes', (_, write) => {
    const text = write(rowMark);
    expect(text).toContain(`"${rowMark}"`);
    expect(text).not.toContain("'");
  });
});
