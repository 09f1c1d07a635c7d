import type { PythonFacts } from '../language-facts';
import type { Subject } from '../rule';
import {
  halfOf,
  lineNamed,
  onPath,
  testFlavourFacts,
  testImageFacts,
  testSubject,
  testSystem,
} from '../testing/test-subject';
import { py01 as py01Rule } from './py-01/py-01';
import { py02 } from './py-02';
import { py03 } from './py-03';
import { py04 } from './py-04';
import { py05 } from './py-05';
import { py06 } from './py-06';
import { py07 } from './py-07';
import { py08 } from './py-08';
import { py09 } from './py-09';
import { py10 } from './py-10';
import { py11 as py11Rule } from './py-11/py-11';
import { py12 } from './py-12';
import { py13 as py13Rule } from './py-13/py-13';
import { py14 } from './py-14';
import { py15 as py15Rule } from './py-15/py-15';
import { py16 } from './py-16';

const py01 = halfOf(py01Rule, 'inventory');
const py11 = halfOf(py11Rule, 'inventory');
const py13 = halfOf(py13Rule, 'inventory');
const py15 = halfOf(py15Rule, 'image');
const py15Folder = halfOf(py15Rule, 'inventory');

const environment = '/databricks/python3';
const good: PythonFacts = {
  ...{ environment, version: '3.12.3', releaseLevel: 'final', pip: '25.0.1' },
  ...{ packages: [], unmet: [] },
};
const withPython = (more: Partial<PythonFacts>, rest: Partial<Subject> = {}) =>
  testSubject({
    languages: ['python'],
    inventory: testSystem({ python: [{ ...good, ...more }] }),
    ...rest,
  });
const having = (...packages: [name: string, version: string][]) =>
  withPython({
    packages: packages.map(([name, version]) => ({ name, version })),
  });
const without = testSubject({ inventory: testSystem() });
const notebook = withPython({});

describe('PY-01', () => {
  it('takes the Python of the runtime', () => {
    expect(py01.check(notebook)).toEqual([]);
  });

  it('finds another minor version', () => {
    expect(py01.check(withPython({ version: '3.10.12' }))).toMatchObject([
      { expected: 'Python 3.12', found: 'Python 3.10.12' },
    ]);
  });

  it('finds that there is none, also beside R alone', () => {
    for (const languages of [['python'], ['r']] as const) {
      const subject = { ...without, languages };
      expect(py01.appliesTo(subject)).toBe(true);
      expect(py01.check(subject)).toMatchObject([{ found: 'nothing' }]);
    }
  });

  it('leaves another version beside R alone to R-07', () => {
    const subject = withPython({ version: '3.10.12' }, { languages: ['r'] });
    expect(py01.check(subject)).toEqual([]);
  });

  it.each([
    [['r'], '10.4-LTS', false],
    [['r'], '11.3-LTS', true],
    [['python'], '10.4-LTS', true],
    [['scala'], '17.3-LTS', false],
  ] as const)('is for %j on %s: %s', (languages, line, applies) => {
    const subject = testSubject({ languages, runtime: lineNamed(line) });
    expect(py01.appliesTo(subject)).toBe(applies);
  });
});

it.each([py02, py03, py06, py07, py08, py09, py10, py11, py12, py13, py16])(
  '$id leaves it to PY-01 that there is no Python',
  (rule) => {
    expect(rule.unable?.(without)).toMatch(/see PY-01/);
    const { languages } = { languages: ['r' as const] };
    expect(rule.appliesTo({ ...without, languages })).toBe(false);
  },
);

describe('PY-02', () => {
  it.each([
    ['3.11.0rc1', 'candidate', 1],
    ['3.13.0b2', undefined, 1],
    ['3.12.3', 'final', 0],
    ['3.12.3+', undefined, 0],
  ])('%s, %s: %s', (version, releaseLevel, count) => {
    const subject = withPython({ version, releaseLevel });
    expect(py02.check(subject)).toHaveLength(count);
  });
});

describe('PY-03', () => {
  it.each([
    ['25.0.1', []],
    ['25.0', []],
    [null, [{ found: 'nothing', expected: 'pip 25.0.1' }]],
    ['26.1', [{ severity: 'info', found: 'pip 26.1' }]],
  ])('pip %s', (pip, findings) => {
    expect(py03.unable?.(withPython({ pip }))).toBeUndefined();
    expect(py03.check(withPython({ pip }))).toMatchObject(findings);
  });

  it('cannot tell when nobody asked for pip', () => {
    expect(py03.unable?.(withPython({ pip: undefined }))).toMatch(/pip/);
  });
});

describe('PY-04', () => {
  const bare = testSystem({ executables: onPath('bash') });

  it.each([
    [['python'], 'error'],
    [['r'], 'error'],
    [['scala'], 'warning'],
    [[], 'warning'],
  ] as const)('without virtualenv, for %j: %s', (languages, severity) => {
    const subject = testSubject({ languages, inventory: bare });
    expect(py04.check(subject)).toMatchObject([{ severity }]);
  });

  it('takes virtualenv', () => {
    const executables = onPath('bash virtualenv');
    const subject = testSubject({ inventory: testSystem({ executables }) });
    expect(py04.check(subject)).toEqual([]);
  });

  it('is for 11 and later', () => {
    const before = testSubject({ runtime: lineNamed('10.4-LTS') });
    expect(py04.appliesTo(before)).toBe(false);
  });
});

describe('PY-05', () => {
  const flavour = testFlavourFacts(
    'FROM a\nENV PYSPARK_PYTHON=/usr/bin/python3',
  );
  const image = (PYSPARK_PYTHON?: string) =>
    testImageFacts({
      environment: { ...(PYSPARK_PYTHON && { PYSPARK_PYTHON }) },
    });

  it('takes the one of notebooks', () => {
    const subject = testSubject({ image: image(`${environment}/bin/python3`) });
    expect(py05.check(subject)).toEqual([]);
  });

  it('finds another, and its line', () => {
    const subject = testSubject({ flavour, image: image('/usr/bin/python3') });
    expect(py05.check(subject)).toMatchObject([
      { found: '/usr/bin/python3', place: { line: 2 } },
    ]);
  });

  it('finds none', () => {
    const subject = testSubject({ image: image() });
    expect(py05.check(subject)).toMatchObject([{ found: 'not set' }]);
  });
});

describe('PY-12', () => {
  it.each([
    ['pandas', '2.2.3', []],
    ['pandas', '2.2.9', []],
    ['Pandas', '2.3.0', [{ severity: 'warning', found: 'pandas 2.3.0' }]],
    ['pyarrow', '9.0.1', [{ expected: 'pyarrow 19.0.1' }]],
    ['jedi', '0.18.0', [{ severity: 'info' }]],
    ['requests', '2.32', []],
    ['somebodys', '1', []],
  ])('%s %s', (name, version, findings) => {
    expect(py12.check(having([name, version]))).toMatchObject(findings);
  });
});

describe('PY-13', () => {
  const system = (names: string, apt: string) =>
    testSubject({
      inventory: testSystem({
        apt: apt.split(' ').map((name) => ({ name, version: '1' })),
        python: [
          good,
          {
            ...{ environment: '/usr', version: '3.12.3' },
            packages: names.split(' ').map((name) => ({ name, version: '1' })),
          },
        ],
      }),
    });

  it('names what neither apt nor the making of environments needs', () => {
    const subject = system(
      'pandas pip virtualenv PyGObject numpy',
      'python3-gi',
    );
    expect(py13.check(subject)).toMatchObject([{ found: 'pandas, numpy' }]);
  });

  it('takes what is apt’s', () => {
    const names = 'Requests ssh-import-id python-apt distlib';
    const apt = 'python3-requests ssh-import-id python3-apt';
    expect(py13.check(system(names, apt))).toEqual([]);
  });
});

describe('PY-14', () => {
  const server = (names: string[], ok?: boolean) => {
    const place = '/databricks/python-lsp';
    const packages = names.map((name) => ({ name, version: '1' }));
    const imports = [
      ...(ok === undefined
        ? []
        : [{ environment: place, module: 'pylsp', ok, problem: null }]),
    ];
    const python = [{ environment: place, version: '3.12.3', packages }];
    return testSubject({ inventory: testSystem({ python, imports }) });
  };

  it.each([
    ['is installed', server(['python-lsp-server'])],
    ['loads', server([], true)],
  ])('takes a server that %s', (_what, subject) => {
    expect(py14.check(subject)).toEqual([]);
  });

  it.each([
    ['no environment', without],
    ['no server', server(['jedi'])],
    ['a server that does not load', server(['python-lsp-server'], false)],
  ])('finds %s', (_what, subject) => {
    expect(py14.check(subject)).toMatchObject([{ severity: 'warning' }]);
    const line = { ...subject, runtime: lineNamed('13.3-LTS') };
    expect(py14.check(line)).toMatchObject([{ severity: 'error' }]);
  });

  it('is for 12.2 and later', () => {
    const before = { ...notebook, runtime: lineNamed('11.3-LTS') };
    expect(py14.appliesTo(before)).toBe(false);
    expect(py14.appliesTo(notebook)).toBe(true);
  });
});

describe('PY-15', () => {
  const name = 'DATABRICKS_ROOT_CONDA_ENV';

  it('finds the variables', () => {
    const image = testImageFacts({ environment: { [name]: 'dcs-minimal' } });
    const flavour = testFlavourFacts(`FROM a\nENV ${name}=dcs-minimal`);
    expect(py15.check(testSubject({ image, flavour }))).toMatchObject([
      { found: `${name}=dcs-minimal`, place: { line: 2 } },
    ]);
  });

  it('finds the folder', () => {
    const inventory = testSystem({ paths: ['/databricks/conda'] });
    expect(py15Folder.check(testSubject({ inventory }))).toHaveLength(1);
  });

  it('takes an image without', () => {
    expect(py15.check(testSubject({ image: testImageFacts() }))).toEqual([]);
    expect(py15Folder.check(without)).toEqual([]);
  });
});

describe('PY-16', () => {
  const text = 'a 1 needs b>=2, and 1 is installed';

  it('hands on what is not met', () => {
    expect(py16.check(withPython({ unmet: [text] }))).toMatchObject([
      { message: text },
    ]);
    expect(py16.check(notebook)).toEqual([]);
  });

  it('cannot tell when nobody looked', () => {
    expect(py16.unable?.(withPython({ unmet: undefined }))).toMatch(/depend/);
  });
});
