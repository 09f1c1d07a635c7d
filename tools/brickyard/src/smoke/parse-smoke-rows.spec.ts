import { parseSmokeRows } from './parse-smoke-rows';

describe('parseSmokeRows', () => {
  it('reads facts, checks and marks among other output', () => {
    const text = [
      'WARNING: something',
      'brickyard:row\tfact\tjava\t0.25\topenjdk version "17.0.1"',
      'brickyard:row\tcheck\tpandas UDF\t1.5\tok\t1000 rows',
      'brickyard:row\tcheck\tclean shutdown\t2\tfailed\texit code 1',
      'brickyard:row\tspark-missing',
    ];
    expect(parseSmokeRows(text.join('\n'))).toEqual({
      facts: [
        { name: 'java', seconds: 0.25, value: 'openjdk version "17.0.1"' },
      ],
      checks: [
        { name: 'pandas UDF', state: 'ok', seconds: 1.5, detail: '1000 rows' },
        {
          name: 'clean shutdown',
          state: 'failed',
          seconds: 2,
          detail: 'exit code 1',
        },
      ],
      marks: ['spark-missing'],
    });
  });

  it.each(['', '-1', 'x'])('takes the time %j for none', (time) => {
    const [fact] = parseSmokeRows(
      `brickyard:row\tfact\tjava\t${time}\t17`,
    ).facts;
    expect(fact).toEqual({ name: 'java', seconds: 0, value: '17' });
  });
});
