import { parseInventory } from './parse-inventory';
import {
  parsePrinted as parse,
  printRows as printed,
  testInventory,
} from './testing/test-inventory';

describe('parseInventory', () => {
  it('gives nothing for an image that has nothing', () => {
    expect(parse()).toEqual(testInventory());
  });

  it('gives every part, sorted', () => {
    const inventory = parse(
      ['os', 'ubuntu', '24.04', 'Ubuntu 24.04.3 LTS'],
      ['python', '/usr', '3.12.3'],
      ['python-package', '/usr', 'virtualenv', '20.29.3', '-'],
      ['python', '/databricks/python3', '3.12.3'],
      ['python-package', '/databricks/python3', 'pandas', '2.2.3', '51374315'],
      ['python-package', '/databricks/python3', 'IPython', '8.30.0', '-'],
      ['python-package', '/databricks/python3', 'ipykernel', '6.29.5', '0'],
      ['r', '4.4.2'],
      ['r-package', 'stats', '4.4.2', '4.4.2', '/usr/lib/R/library'],
      ['r-package', 'dplyr', '1.1.4', '4.4.1', '/usr/local/lib/R/site-library'],
      ['r-size', '/usr/local/lib/R/site-library/dplyr', '4096'],
      ['apt', 'zlib1g', '1:1.3', 'installed', '0168'],
      ['apt', 'acl', '2.3.2', 'installed', '0'],
    );
    expect(inventory).toEqual({
      os: { id: 'ubuntu', version: '24.04', name: 'Ubuntu 24.04.3 LTS' },
      python: [
        {
          environment: '/databricks/python3',
          version: '3.12.3',
          packages: [
            { name: 'ipykernel', version: '6.29.5', size: 0 },
            { name: 'IPython', version: '8.30.0' },
            { name: 'pandas', version: '2.2.3', size: 51374315 },
          ],
        },
        {
          environment: '/usr',
          version: '3.12.3',
          packages: [{ name: 'virtualenv', version: '20.29.3' }],
        },
      ],
      r: {
        version: '4.4.2',
        packages: [
          {
            name: 'dplyr',
            version: '1.1.4',
            built: '4.4.1',
            library: '/usr/local/lib/R/site-library',
            size: 4096,
          },
          {
            name: 'stats',
            version: '4.4.2',
            built: '4.4.2',
            library: '/usr/lib/R/library',
          },
        ],
      },
      apt: [
        { name: 'acl', version: '2.3.2' },
        { name: 'zlib1g', version: '1:1.3', size: 168 * 1024 },
      ],
    });
  });

  it('tells what pip and R say of themselves', () => {
    const { python, r } = parse(
      ['python', '/a', '3.13.0b1'],
      ['python-details', '/a', 'beta', '-', '0'],
      ['python', '/b', '3.12.3'],
      ['python-details', '/b', 'final', '25.0.1', '1'],
      ['r', '4.4.2'],
      ['r-options', 'CRAN=https://cran.example', '-'],
      ['r-library', '/b'],
      ['r-library', '/a'],
    );
    expect(python).toMatchObject([
      { releaseLevel: 'beta', pip: null, seesSystem: false },
      { releaseLevel: 'final', pip: '25.0.1', seesSystem: true },
    ]);
    expect(r).toMatchObject({
      repositories: 'CRAN=https://cran.example',
      httpUserAgent: null,
      libraries: ['/b', '/a'],
    });
  });

  it('tells which modules load', () => {
    const environment = '/databricks/python3';
    const { imports } = parse(
      ['import', environment, 'numpy', '-', '2.1.3'],
      ['import', environment, 'grpc', 'ImportError: no', '-'],
      ['importing', 'R', 'htmltools'],
      ['import', 'R', 'htmltools', '-', '0.5.8'],
      ['importing', 'R', 'Rserve'],
    );
    expect(imports).toEqual([
      {
        ...{ environment, module: 'grpc', ok: false, version: null },
        problem: 'ImportError: no',
      },
      {
        ...{ environment, module: 'numpy', ok: true, version: '2.1.3' },
        problem: null,
      },
      {
        ...{ environment: 'R', module: 'Rserve', ok: false, version: null },
        problem: 'it ends the interpreter',
      },
      {
        ...{ environment: 'R', module: 'htmltools', ok: true },
        ...{ version: '0.5.8', problem: null },
      },
    ]);
  });

  it('tells what Python packages ask for in vain, where somebody could look', () => {
    const { python } = parse(
      ['python', '/a', '3.12.3'],
      ['python-unmet', '/a', 'x 1 asks for z, and finds none'],
      ['python-unmet', '/a', 'x 1 asks for y>1, and finds 1'],
      ['python-checked', '/a'],
      ['python', '/b', '3.12.3'],
      ['python-checked', '/b'],
      ['python', '/c', '3.12.3'],
    );
    expect(python.map(({ unmet }) => unmet)).toEqual([
      ['x 1 asks for y>1, and finds 1', 'x 1 asks for z, and finds none'],
      [],
      undefined,
    ]);
  });

  it('lists an environment once, by whatever link it was found', () => {
    const rows = [
      ['python', '/a', '3.12.3'],
      ['python-package', '/a', 'x', '1', '5'],
    ];
    const { python } = parse(...rows, ...rows);
    expect(python).toEqual([
      {
        environment: '/a',
        version: '3.12.3',
        packages: [{ name: 'x', version: '1', size: 5 }],
      },
    ]);
  });

  it('has the same text whatever the order of the rows', () => {
    const rows = ['b', 'a', 'C', 'a-b', 'A'].map((name) => {
      return ['apt', name, '1', 'installed', '01'];
    });
    const one = JSON.stringify(parse(...rows));
    expect(JSON.stringify(parse(...rows.reverse()))).toBe(one);
  });

  it.each([
    ['config-files', 'a removed package'],
    ['half-installed', 'a broken one'],
  ])('leaves out what dpkg calls %s: %s', (status) => {
    expect(parse(['apt', 'a', '1', status, '0']).apt).toEqual([]);
  });

  it('keeps two versions of one name, and one line of two equal ones', () => {
    const rows = ['1', '2', '1'].map((version) => {
      return ['apt', 'a', version, 'installed', '0'];
    });
    expect(parse(...rows).apt).toEqual([
      { name: 'a', version: '1' },
      { name: 'a', version: '2' },
    ]);
  });

  it('passes over what others print, such as a greeting of a site profile', () => {
    const text = `Welcome to R!\n\nit\tr\t9\n${printed(['r', '4.4.2'])}bye\n`;
    expect(parseInventory(text, 'here').r?.version).toBe('4.4.2');
  });

  it.each([
    ['a field too few', ['r-package', 'dplyr'], 'here:1: expected r-package'],
    ['a field too many', ['apt', 'a', '1', 'installed', '0', 'x'], 'here:1: '],
    [
      'an empty field',
      ['python-package', '/usr', '', '1', '-'],
      'environment, name, version, size, received "/usr", "", "1", "-"',
    ],
    [
      'a part that failed',
      ['failed', 'R packages', 'Rscript'],
      'here: Rscript could not list R packages',
    ],
  ])('rejects %s', (_name, row, message) => {
    expect(() => parse(row)).toThrow(
      expect.objectContaining({
        code: 'INVENTORY_INVALID',
        message: expect.stringContaining(message) as unknown,
      }) as Error,
    );
  });

  it('names every problem at once', () => {
    expect(() => parse(['r', ''], ['apt', 'a'])).toThrow(
      /here:1: [^]*\nhere:2: /,
    );
  });

  it('rejects a program that did not answer to its end', () => {
    const asked = ['asked', 'imports', '/p'];
    expect(() => parse(asked, ['answered', 'imports', '/q'])).toThrow(
      'here: /p could not list imports',
    );
    expect(parse(asked, ['answered', 'imports', '/p'])).toBeDefined();
  });

  it('tells only some of what millions of rows have', () => {
    const rows = Array.from({ length: 100 }, () => ['apt', 'x'.repeat(1e4)]);
    expect(() => parse(...rows)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^[^]{1,6000}$/) as unknown,
      }) as Error,
    );
  });

  it('rejects a list that was cut off', () => {
    const text = printed(['r', '4.4.2']).replace(/brickyard:row\tend\n/, '');
    expect(() => parseInventory(text, 'here')).toThrow('ends too early');
  });
});
