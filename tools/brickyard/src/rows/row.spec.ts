import { orNull, parseRows, rowMark, testRowMark } from './row';

describe('parseRows', () => {
  it('reads lines that start with the mark, and where they stand', () => {
    const text = 'hello\nbrickyard:row\tr\t4.4.2\nbrickyard:row\tend\n';
    expect(parseRows(text, rowMark)).toEqual([
      { kind: 'r', fields: ['4.4.2'], line: 2 },
      { kind: 'end', fields: [], line: 3 },
    ]);
  });

  it('keeps empty fields, and tabs apart', () => {
    const [row] = parseRows('brickyard:row\tx\t\ta\t', rowMark);
    expect(row?.fields).toEqual(['', 'a', '']);
  });

  it.each([
    ['a mark within a line', 'x brickyard:row\tend'],
    ['a mark behind a tab', '\tbrickyard:row\tend'],
    ['a mark behind a carriage return', 'x\rbrickyard:row\tend'],
    ['another word', 'brickyards\tend'],
    ['another mark', 'brickyard:test\tend'],
    ['no tab', 'brickyard end'],
  ])('passes over %s', (_, line) => {
    expect(parseRows(`${line}\n`, rowMark)).toEqual([]);
  });

  it('takes a row behind another mark for the text that it is', () => {
    const forged = 'brickyard:test\tout\t1\tbrickyard:test\tresult\t1\t0\t5\t9';
    expect(parseRows(forged, testRowMark)).toEqual([
      {
        kind: 'out',
        fields: ['1', 'brickyard:test', 'result', '1', '0', '5', '9'],
        line: 1,
      },
    ]);
  });
});

describe('orNull', () => {
  it.each([
    ['-', null],
    ['--', '--'],
    ['', ''],
  ])('reads %j as %j', (field, value) => {
    expect(orNull(field)).toBe(value);
  });
});
