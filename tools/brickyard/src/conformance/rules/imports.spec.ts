import { importsFor } from '../imported-modules';
import type { PythonFacts } from '../language-facts';
import {
  lineNamed,
  testRuntime,
  testSubject,
  testSystem,
} from '../testing/test-subject';
import { py06 } from './py-06';
import { py07 } from './py-07';
import { py08 } from './py-08';
import { py09 } from './py-09';
import { py10 } from './py-10';

const environment = '/databricks/python3';
const modulesFor = (line: typeof testRuntime) =>
  importsFor(line)[environment] ?? [];
const good: PythonFacts = { environment, version: '3.12.3', packages: [] };
const notebook = testSubject({ inventory: testSystem({ python: [good] }) });

describe.each([
  [py06, 'IPython', 'ipython==8.30.0', '10.4-LTS'],
  [py06, 'jedi', 'jedi==0.19.2', '10.4-LTS'],
  [py07, 'ipykernel', 'ipykernel==6.29.5', '11.3-LTS'],
  [py08, 'grpc_status', 'grpcio-status==1.67.0', '13.3-LTS'],
  [py08, 'google.rpc', 'googleapis-common-protos==1.65.0', '13.3-LTS'],
  [py09, 'tokenize_rt', 'tokenize-rt==6.1.0', '15.4-LTS'],
  [py09, 'ipyflow', 'ipyflow-core==0.0.209', '15.4-LTS'],
  [py10, 'databricks.sdk', 'databricks-sdk==0.49.0', '13.3-LTS'],
  [py10, 'distutils', 'setuptools', '16.4-LTS'],
])('$id about %s', (rule, module, request, first) => {
  const importing = (problem: string | null) => {
    const imports = modulesFor(testRuntime).map((each) => {
      const ok = each !== module || problem === null;
      return { environment, module: each, ok, version: null, problem };
    });
    const inventory = testSystem({ python: [good], imports });
    return testSubject({ languages: ['python'], inventory });
  };

  it('takes an image where it loads', () => {
    expect(rule.unable?.(importing(null))).toBeUndefined();
    expect(rule.check(importing(null))).toEqual([]);
  });

  it('finds that it does not', () => {
    const found = `ModuleNotFoundError: No module named '${module}'`;
    const hint = `add ${request} to requirements.txt`;
    expect(rule.check(importing(found))).toMatchObject([{ found, hint }]);
  });

  it('cannot tell when nobody tried', () => {
    expect(rule.unable?.(notebook)).toBe('its imports were not tried');
  });

  it(`is for ${first} and later`, () => {
    expect(modulesFor(lineNamed(first))).toContain(module);
    if (first === '10.4-LTS') return;
    expect(modulesFor(lineNamed('10.4-LTS'))).not.toContain(module);
    const before = { ...notebook, runtime: lineNamed('10.4-LTS') };
    expect(rule.appliesTo(before)).toBe(false);
  });
});

it('a module of an installed package that does not load is not missing', () => {
  const imports = modulesFor(testRuntime).map((module) => ({
    ...{ environment, module, version: null, ok: module !== 'numpy' },
    problem: module === 'numpy' ? 'ImportError: libx.so' : null,
  }));
  const packages = [{ name: 'numpy', version: '2.1.3' }];
  const inventory = testSystem({ python: [{ ...good, packages }], imports });
  expect(py06.check(testSubject({ inventory }))[0]?.hint).toBe(
    'numpy is installed and does not load: install numpy==2.1.3 again together with what it depends on',
  );
});

it.each([
  'takes longer than 30 s',
  'not tried to its end: all imports took longer than 75 s',
])('a module that %s is not to be installed again', (problem) => {
  const imports = modulesFor(testRuntime).map((module) => ({
    ...{ environment, module, version: null, ok: module !== 'numpy' },
    problem: module === 'numpy' ? problem : null,
  }));
  const packages = [{ name: 'numpy', version: '2.1.3' }];
  const inventory = testSystem({ python: [{ ...good, packages }], imports });
  const [fault] = py06.check(testSubject({ inventory }));
  expect(fault).toMatchObject({
    message: '/databricks/python3/bin/python3 did not finish importing numpy',
    found: problem,
  });
  expect(fault?.hint).toMatch(/^run the tests again, .* -X importtime -c /);
});

describe('PY-08 about versions', () => {
  const having = (version: string) => {
    const packages = [{ name: 'grpcio', version }];
    const python = [{ ...good, packages }];
    return testSubject({ inventory: testSystem({ python }) });
  };

  it.each([
    ['1.48.0', 1],
    ['1.48.1', 0],
    ['1.67.0', 0],
  ])('grpcio %s', (version, count) => {
    expect(py08.check(having(version))).toHaveLength(count);
  });
});
