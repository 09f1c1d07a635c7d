import { parseRequirements } from '../../../requirements/parse-requirements';
import {
  halfOf,
  testFlavourFacts,
  testSubject,
  testSystem,
} from '../../testing/test-subject';
import { py11 } from './py-11';

const sources = halfOf(py11, 'flavour');
const inventory = halfOf(py11, 'inventory');

const list = 'packages/a/requirements.txt';
const asking = (text: string, dockerfile = '') => {
  const requirements = parseRequirements(text, list);
  const flavour = testFlavourFacts(`FROM a\n${dockerfile}`, { requirements });
  return testSubject({ flavour });
};

describe('PY-11 of sources', () => {
  it('finds what the cluster brings, in requirements and Dockerfile', () => {
    const subject = asking(
      'pandas\nPySpark==4.0.0\ndelta_spark\n',
      'RUN pip install "databricks-connect[x]==17.3"',
    );
    expect(sources.check(subject)).toMatchObject([
      {
        severity: 'error',
        message:
          'pyspark must not be installed: the cluster brings its own Spark for Python',
        found: 'pyspark',
        place: { file: list, line: 2 },
      },
      {
        severity: 'warning',
        message:
          'delta-spark should not be installed: the cluster brings its own Spark for Python',
        place: { file: list, line: 3 },
      },
      {
        severity: 'error',
        found: 'databricks-connect',
        place: { file: 'packages/a/Dockerfile', line: 2 },
      },
    ]);
  });

  it.each([
    ['pyspark', 'pyspark'],
    ['PySpark[sql]==3.5.0', 'pyspark'],
    ['delta.spark>=3', 'delta-spark'],
    ['pyspark @ https://h/x.whl', 'pyspark'],
    ['./dist/pyspark-3.5.0-py3-none-any.whl', 'pyspark'],
    ['git+https://h/spark.git#egg=pyspark', 'pyspark'],
  ])('finds %s', (line, found) => {
    expect(sources.check(asking(`pandas\n${line}\n`))).toMatchObject([
      { found, place: { file: list, line: 2 } },
    ]);
  });

  it.each([
    'pyspark-stubs',
    'pyspark-hyperloglog==2',
    'spark',
    'constructor',
    '-r pyspark',
    '# pyspark',
    './pyspark',
  ])('lets %s pass', (line) => {
    expect(sources.check(asking(line))).toEqual([]);
  });

  it('asks whatever has requirements, whichever languages it names', () => {
    const none = { languages: [] };
    expect(sources.appliesTo({ ...asking('six'), ...none })).toBe(true);
    expect(sources.appliesTo({ ...asking(''), ...none })).toBe(false);
    expect(sources.appliesTo(asking(''))).toBe(true);
  });
});

describe('PY-11 of an image', () => {
  const having = (...packages: [name: string, version: string][]) =>
    testSubject({
      inventory: testSystem({
        python: [
          {
            ...{ environment: '/databricks/python3', version: '3.12.3' },
            packages: packages.map(([name, version]) => ({ name, version })),
          },
        ],
      }),
    });

  it('finds what the cluster brings', () => {
    const subject = having(
      ['pandas', '2.2.3'],
      ['pyspark', '4.0.0'],
      ['delta_spark', '4.0.0'],
      ['databricks-connect', '17.3'],
    );
    expect(inventory.check(subject)).toMatchObject([
      { severity: 'error', found: 'pyspark 4.0.0' },
      { severity: 'warning', found: 'delta-spark 4.0.0' },
      { severity: 'error', found: 'databricks-connect 17.3' },
    ]);
  });

  it('takes an image without', () => {
    expect(inventory.check(having(['pandas', '2.2.3']))).toEqual([]);
  });
});
