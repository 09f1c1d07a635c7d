import { parseReport } from './parse-report';

const source = 'const a = 1;\nif (a > 1) {\n  stop();\n}\n';
const place = (line: number, column: number, endColumn: number) => ({
  start: { line, column },
  end: { line, column: endColumn },
});
const reported = (status: string, location = place(2, 5, 10)) => ({
  mutatorName: 'EqualityOperator',
  replacement: 'a >= 1',
  status,
  location,
});
const parse = (...mutants: ReturnType<typeof reported>[]) =>
  parseReport({ files: { 'plan/a.ts': { source, mutants } } });

describe('parseReport', () => {
  it('tells what was changed, where and into what', () => {
    expect(parse(reported('Survived'))).toEqual([
      {
        file: 'plan/a.ts',
        mutator: 'EqualityOperator',
        ...place(2, 5, 10),
        original: 'a > 1',
        replacement: 'a >= 1',
        fate: 'survived',
      },
    ]);
  });

  it('cuts what spans lines', () => {
    const block = {
      start: { line: 2, column: 12 },
      end: { line: 4, column: 2 },
    };
    const [mutant] = parse(reported('Survived', block));
    expect(mutant?.original).toBe('{\n  stop();\n}');
  });

  it.each([
    ['Killed', 'killed'],
    ['Timeout', 'killed'],
    ['RuntimeError', 'killed'],
    ['Survived', 'survived'],
    ['NoCoverage', 'survived'],
    ['Ignored', 'ignored'],
  ])('takes %s as %s', (status, fate) => {
    expect(parse(reported(status))[0]?.fate).toBe(fate);
  });

  it('does not guess at a status that it does not know', () => {
    expect(() => parse(reported('Pending'))).toThrow(
      "plan/a.ts: a mutant is 'Pending'",
    );
  });

  it('sorts by file, line and column', () => {
    const at = (line: number, column: number) =>
      reported('Killed', place(line, column, column + 1));
    const mutants = [at(2, 9), at(2, 1), at(1, 3)];
    const files = {
      'b.ts': { source, mutants: [at(1, 1)] },
      'a.ts': { source, mutants },
    };
    const found = parseReport({ files });
    expect(
      found.map(({ file, start }) => `${file}:${start.line}:${start.column}`),
    ).toEqual(['a.ts:1:3', 'a.ts:2:1', 'a.ts:2:9', 'b.ts:1:1']);
  });
});
