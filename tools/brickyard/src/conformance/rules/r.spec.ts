import { checkConformance } from '../check-conformance';
import type { RFacts } from '../language-facts';
import type { Subject } from '../rule';
import {
  halfOf,
  lineNamed,
  onPath,
  testFlavourFacts,
  testImageFacts,
  testRuntime,
  testSubject,
  testSystem,
} from '../testing/test-subject';
import { r01 } from './r-01';
import { r03 } from './r-03';
import { r04 } from './r-04';
import { r05 as r05Rule } from './r-05/r-05';
import { r06 } from './r-06';
import { r07 as r07Rule } from './r-07/r-07';
import { r08 } from './r-08';
import { r09 } from './r-09';

const r05 = halfOf(r05Rule, 'inventory');
const r07 = halfOf(r07Rule, 'inventory');

const library = '/usr/local/lib/R/site-library';
const rPackage = (
  name: string,
  more: { built?: string; library?: string },
) => ({
  ...{ name, version: '1.0', built: '4.4.2', library },
  ...more,
});
const notebook = [
  'Rserve',
  'TeachingDemos',
  'hwriter',
  'hwriterPlus',
  'htmltools',
];
const posit = 'https://packagemanager.posit.co/cran/__linux__/noble';
const good: RFacts = {
  version: '4.4.2',
  packages: notebook.map((name) => rPackage(name, {})),
  repositories: `${posit}/2025-03-20`,
  httpUserAgent: 'R/4.4.2 R (4.4.2 x86_64-pc-linux-gnu x86_64 linux-gnu)',
};
const withR = (more: Partial<RFacts>, rest: Partial<Subject> = {}) =>
  testSubject({
    languages: ['r'],
    inventory: testSystem({ r: { ...good, ...more } }),
    ...rest,
  });
const image = withR({});
const without = testSubject({ languages: ['r'], inventory: testSystem() });

it.each([r01, r03, r04, r05, r06])('$id takes a good image', (rule) => {
  expect(rule.appliesTo(image)).toBe(true);
  expect(rule.unable?.(image)).toBeUndefined();
  expect(rule.check(image)).toEqual([]);
  expect(rule.appliesTo({ ...image, languages: ['python'] })).toBe(false);
});

it.each([r03, r04, r05, r06])(
  '$id leaves it to R-01 that R is missing',
  (rule) => {
    expect(rule.unable?.(without)).toMatch(/see R-01/);
  },
);

describe('R-01', () => {
  it.each([
    ['4.5.3', [{ severity: 'error', expected: 'R 4.4.2', found: 'R 4.5.3' }]],
    ['4.4.1', [{ severity: 'warning', found: 'R 4.4.1' }]],
  ])('R %s', (version, findings) => {
    expect(r01.check(withR({ version }))).toMatchObject(findings);
  });

  it('finds that there is none', () => {
    expect(r01.check(without)).toMatchObject([{ found: 'nothing' }]);
  });

  it('cannot judge on a line whose R is not known', () => {
    const unknown = { ...testRuntime, r: undefined };
    expect(r01.unable?.(withR({}, { runtime: unknown }))).toMatch(/catalogue/);
    expect(r01.unable?.({ ...without, runtime: unknown })).toBeUndefined();
  });
});

describe('R-03', () => {
  it.each(notebook)('finds that %s is missing', (missing) => {
    const packages = good.packages.filter(({ name }) => name !== missing);
    expect(r03.check(withR({ packages }))).toMatchObject([
      { expected: missing },
    ]);
  });

  it.each([
    [true, null, []],
    [false, 'no libx.so', [{ severity: 'error', found: 'no libx.so' }]],
  ])('asks whether one loads: %s', (ok, problem, findings) => {
    const imports = [{ environment: 'R', module: 'htmltools', ok, problem }];
    const inventory = testSystem({ r: good, imports });
    const found = checkConformance({ ...image, inventory }, [], [r03]).findings;
    expect(found).toMatchObject(findings);
    expect(found).toHaveLength(findings.length);
  });
});

describe('R-04', () => {
  it('finds packages of another minor version, by library', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const packages = [
      ...names.map((name) => rPackage(name, { built: '4.5.1' })),
      rPackage('h', { built: '4.3.0' }),
      rPackage('i', { built: '4.4.0' }),
    ];
    expect(r04.check(withR({ packages }))).toMatchObject([
      {
        ...{ severity: 'error', found: 'built with R 4.5.1' },
        message: `a, b, c, d, e and 2 more in ${library}: built for R 4.5, and R 4.4.2 runs`,
      },
      { severity: 'error', found: 'built with R 4.3.0' },
    ]);
  });

  it.each([
    ['4.2.1', '/usr/lib/R/library', '17.3-LTS', 'info'],
    ['4.2.1', library, 'lab-debian-12', 'info'],
    ['4.2.1', library, '17.3-LTS', 'error'],
    ['4.5.0', '/usr/lib/R/library', 'lab-debian-12', 'error'],
    ['3.6.3', '/usr/lib/R/library', 'lab-debian-12', 'error'],
  ])('built %s in %s on %s: %s', (built, folder, line, severity) => {
    const packages = [rPackage('a', { built, library: folder })];
    const subject = withR({ packages }, { runtime: lineNamed(line) });
    expect(r04.check(subject)).toMatchObject([{ severity }]);
  });

  it('finds a library of another R', () => {
    const stale = '/root/R/x86_64-pc-linux-gnu-library/4.1';
    const packages = [rPackage('a', { library: stale })];
    expect(r04.check(withR({ packages }))).toMatchObject([{ found: stale }]);
    const empty = withR({ libraries: [library, stale] });
    expect(r04.check(empty)).toMatchObject([{ found: stale }]);
    const own = stale.replace('4.1', '4.4');
    const fine = [rPackage('a', { library: own })];
    expect(r04.check(withR({ packages: fine }))).toEqual([]);
  });
});

describe('R-05', () => {
  it.each([
    [`${posit}/latest`, /every day/],
    [`CRAN=${posit.replace('noble', 'jammy')}/2025-03-20`, /for jammy/],
    ['https://cloud.r-project.org/', /has no date/],
    ['@CRAN@', /has no repository/],
    ['', /has no repository/],
    [null, /has no repository/],
  ])('finds %s', (repositories, message) => {
    const found = r05.check(withR({ repositories }));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
  });

  it('goes by what a line says of its own base', () => {
    const { ubuntu: _, ...rest } = testRuntime;
    const runtime = { ...rest, codename: 'trixie' };
    const at = (codename: string) => ({
      repositories: `${posit.replace('noble', codename)}/2025-08-09`,
    });
    expect(r05.check(withR(at('trixie'), { runtime }))).toEqual([]);
    expect(r05.check(withR(at('bookworm'), { runtime }))).toMatchObject([
      {
        message:
          'R packages are binaries for bookworm, and the runtime has trixie',
        hint: 'write __linux__/trixie in the address',
      },
    ]);
  });

  it.each([null, 'libcurl', 'R/4.1.0 R (4.1.0 x)'])(
    'finds the user agent %s',
    (httpUserAgent) => {
      expect(r05.check(withR({ httpUserAgent }))).toHaveLength(1);
    },
  );

  it.each([
    [withR({ repositories: undefined }), /inventory/],
    [
      withR({}, { runtime: { ...testRuntime, r: { version: '4.2.2' } } }),
      /has no dated repository/,
    ],
  ])('cannot judge %#', (subject, because) => {
    expect(r05.unable?.(subject)).toMatch(because);
  });
});

it('R-06 finds SparkR', () => {
  const packages = [rPackage('SparkR', {})];
  expect(r06.check(withR({ packages }))).toMatchObject([
    { message: `SparkR 1.0 is in ${library}` },
  ]);
});

describe('R-07', () => {
  const having = (version: string) => {
    const environment = '/databricks/python3';
    const python = [{ environment, version, packages: [] }];
    return testSubject({
      languages: ['r'],
      inventory: testSystem({ python }),
    });
  };

  it('finds another Python than the runtime’s', () => {
    expect(r07.check(having('3.10.12'))).toMatchObject([
      { expected: 'Python 3.12', found: 'Python 3.10.12' },
    ]);
    expect(r07.check(having('3.12.3'))).toEqual([]);
  });

  it('is for R alone, on 11.3 and later', () => {
    const subject = having('3.12.3');
    expect(r07.appliesTo(subject)).toBe(true);
    expect(r07.appliesTo({ ...subject, languages: ['r', 'python'] })).toBe(
      false,
    );
    const before = { ...subject, runtime: lineNamed('10.4-LTS') };
    expect(r07.appliesTo(before)).toBe(false);
    expect(r07.unable?.(without)).toMatch(/PY-01/);
  });
});

describe('R-08', () => {
  const setting = (RETICULATE_PYTHON?: string) =>
    testSubject({
      image: testImageFacts({
        environment: { ...(RETICULATE_PYTHON && { RETICULATE_PYTHON }) },
      }),
      flavour: testFlavourFacts(
        'FROM a\nENV RETICULATE_PYTHON=/usr/bin/python3',
      ),
    });

  it.each([
    [undefined, 'not set'],
    ['/usr/bin/python3', '/usr/bin/python3'],
  ])('finds %s', (value, found) => {
    expect(r08.check(setting(value))).toMatchObject([{ found }]);
  });

  it('takes the one of notebooks, and asks only where both languages are', () => {
    expect(r08.check(setting('/databricks/python3/bin/python3'))).toEqual([]);
    expect(r08.appliesTo(image)).toBe(false);
    expect(r08.appliesTo(setting())).toBe(true);
  });
});

describe('R-09', () => {
  it.each([
    [{ executables: onPath('rstudio-server') }, 1],
    [{ apt: [{ name: 'rstudio-server', version: '1' }] }, 1],
    [{}, 0],
  ])('%j', (more, count) => {
    const subject = testSubject({ inventory: testSystem(more) });
    expect(r09.check(subject)).toHaveLength(count);
  });
});
