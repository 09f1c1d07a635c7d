import { findForbidden } from './find-forbidden';
import { parseRequirements } from './parse-requirements';

const find = (text: string, forbidden = ['pyspark', 'Delta_Spark']) =>
  findForbidden(parseRequirements(text, 'requirements.txt'), forbidden);

describe('findForbidden', () => {
  it.each([
    'pyspark',
    'PySpark[sql]==3.5.0',
    'delta.spark>=3',
    'pyspark @ https://h/x.whl',
    './dist/pyspark-3.5.0-py3-none-any.whl',
    'git+https://h/spark.git#egg=pyspark',
  ])('finds %s', (line) => {
    expect(find(`pandas\n${line}\n`)).toEqual([
      {
        place: { file: 'requirements.txt', line: 2 },
        message: expect.stringMatching(
          /^(pyspark|delta-spark) must not/,
        ) as string,
      },
    ]);
  });

  it.each(['pyspark-stubs', 'spark', '-r pyspark', '# pyspark', './pyspark'])(
    'lets %s pass',
    (line) => {
      expect(find(line)).toEqual([]);
    },
  );
});
