import { lineNamed, testSubject, testSystem } from '../testing/test-subject';
import { jdk01 } from './jdk-01';
import { jdk02 } from './jdk-02';
import { jdk03 } from './jdk-03';
import { jdk04 } from './jdk-04';

type System = Parameters<typeof testSystem>[0];
const withSystem = (more: System) =>
  testSubject({ inventory: testSystem(more) });
const java = (major: string, isDefault = true) => ({
  path: `/usr/lib/jvm/java-${major}-openjdk-amd64`,
  ...{ version: `${major}.0.1`, major, isDefault },
});

describe('JDK-01', () => {
  it("takes the runtime's", () => {
    const subject = withSystem({ java: [java('8', false), java('17')] });
    expect(jdk01.check(subject)).toEqual([]);
  });

  it.each([
    ['another on PATH', [java('8'), java('17', false)], '8.0.1'],
    ['a newer one', [java('21')], '21.0.1'],
    ['none on PATH', [java('17', false)], 'none'],
    ['none', [], 'none'],
  ])('refuses %s', (_what, jdks, found) => {
    expect(jdk01.check(withSystem({ java: jdks }))).toMatchObject([
      { found, expected: 'Java 17' },
    ]);
  });

  it.each(['17', '21'])('leaves open what 18.3 has: %s', (major) => {
    const runtime = lineNamed('18.3-LTS');
    const subject = { ...withSystem({ java: [java(major)] }), runtime };
    expect(jdk01.check(subject)).toEqual([]);
    const old = { ...withSystem({ java: [java('8')] }), runtime };
    expect(jdk01.check(old)).toMatchObject([{ expected: 'Java 17 or 21' }]);
  });
});

describe('JDK-02', () => {
  const check = (environment: Record<string, string>) =>
    jdk02.check(withSystem({ environment }));

  it('takes what is there, and no JNAME', () => {
    expect(check({})).toEqual([]);
    expect(check({ JNAME: 'zulu17-ca-amd64' })).toEqual([]);
  });

  it('takes a link to what is there', () => {
    const environment = { JNAME: 'zulu17' };
    const linked = { ...java('17'), aliases: ['/usr/lib/jvm/zulu17'] };
    const found = withSystem({ environment, java: [linked] });
    expect(jdk02.check(found)).toEqual([]);
  });

  it('warns of a name that is not', () => {
    expect(check({ JNAME: 'zulu8-ca-amd64' })).toMatchObject([
      { expected: '/usr/lib/jvm/zulu8-ca-amd64' },
    ]);
    expect(jdk02.severity).toBe('warning');
  });
});

describe('JDK-03', () => {
  it('asks for a trust store', () => {
    expect(jdk03.check(withSystem({ trustStore: true }))).toEqual([]);
    expect(jdk03.check(withSystem({ trustStore: false }))).toHaveLength(1);
  });
});

describe('JDK-04', () => {
  it.each([
    [[]],
    [['/databricks/python-lsp/bin/python3']],
    [['/databricks/jars/ours.jar']],
  ])('takes %j', (paths) => {
    expect(jdk04.check(withSystem({ paths }))).toEqual([]);
  });

  it.each([
    '/databricks/spark',
    '/databricks/jars/spark-core_2.12-3.5.0.jar',
    '/databricks/jars/scala-library-2.12.18.jar',
  ])('refuses %s', (path) => {
    expect(jdk04.check(withSystem({ paths: [path] }))).toMatchObject([
      { found: path },
    ]);
  });
});

it.each([
  [jdk01, 'java'],
  [jdk02, 'java'],
  [jdk03, 'trustStore'],
  [jdk04, 'paths'],
] as const)('$id needs %s', (rule, fact) => {
  const subject = withSystem({ [fact]: undefined });
  expect(rule.unable?.(subject)).toBe(`needs an inventory with ${fact}`);
  expect(rule.unable?.(withSystem({}))).toBeUndefined();
});
