import { parseInventory } from './parse-inventory';

/** Rows as the probe prints them, with its last one. */
function printed(...rows: string[][]): string {
  const lines = [...rows, ['end']].map((row) => ['brickyard', ...row]);
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}

const parse = (...rows: string[][]) => parseInventory(printed(...rows), 'here');

describe('parseInventory', () => {
  it('gives nothing for an image that has nothing', () => {
    expect(parse()).toEqual({ os: null, python: [], r: null, apt: [] });
  });

  it('gives every part, sorted', () => {
    const inventory = parse(
      ['os', 'ubuntu', '24.04', 'Ubuntu 24.04.3 LTS'],
      ['python', '/usr', '3.12.3'],
      ['python-package', '/usr', 'virtualenv', '20.29.3'],
      ['python', '/databricks/python3', '3.12.3'],
      ['python-package', '/databricks/python3', 'pandas', '2.2.3'],
      ['python-package', '/databricks/python3', 'IPython', '8.30.0'],
      ['python-package', '/databricks/python3', 'ipykernel', '6.29.5'],
      ['r', '4.4.2'],
      ['r-package', 'stats', '4.4.2', '4.4.2', '/usr/lib/R/library'],
      ['r-package', 'dplyr', '1.1.4', '4.4.1', '/usr/local/lib/R/site-library'],
      ['apt', 'zlib1g', '1:1.3', 'installed'],
      ['apt', 'acl', '2.3.2', 'installed'],
    );
    expect(inventory).toEqual({
      os: { id: 'ubuntu', version: '24.04', name: 'Ubuntu 24.04.3 LTS' },
      python: [
        {
          environment: '/databricks/python3',
          version: '3.12.3',
          packages: [
            { name: 'ipykernel', version: '6.29.5' },
            { name: 'IPython', version: '8.30.0' },
            { name: 'pandas', version: '2.2.3' },
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
        { name: 'zlib1g', version: '1:1.3' },
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
      ['importing', environment, 'numpy'],
      ['import', environment, 'numpy', '-'],
      ['importing', environment, 'grpc'],
      ['import', environment, 'grpc', 'ImportError: no'],
      ['importing', environment, 'pandas'],
    );
    expect(imports).toEqual([
      { environment, module: 'grpc', ok: false, problem: 'ImportError: no' },
      { environment, module: 'numpy', ok: true, problem: null },
      {
        ...{ environment, module: 'pandas', ok: false },
        problem: 'it ends the interpreter',
      },
    ]);
  });

  it('has the same text whatever the order of the rows', () => {
    const rows = ['b', 'a', 'C', 'a-b', 'A'].map((name) => {
      return ['apt', name, '1', 'installed'];
    });
    const one = JSON.stringify(parse(...rows));
    expect(JSON.stringify(parse(...rows.reverse()))).toBe(one);
  });

  it.each([
    ['config-files', 'a removed package'],
    ['half-installed', 'a broken one'],
  ])('leaves out what dpkg calls %s: %s', (status) => {
    expect(parse(['apt', 'a', '1', status]).apt).toEqual([]);
  });

  it('keeps two versions of one name, and one line of two equal ones', () => {
    const rows = ['1', '2', '1'].map((version) => {
      return ['apt', 'a', version, 'installed'];
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
    ['a field too many', ['apt', 'a', '1', 'installed', 'x'], 'here:1: '],
    [
      'an empty field',
      ['python-package', '/usr', '', '1'],
      'environment, name, version, received "/usr", "", "1"',
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

  it('rejects a list that was cut off', () => {
    const text = printed(['r', '4.4.2']).replace(/brickyard\tend\n/, '');
    expect(() => parseInventory(text, 'here')).toThrow('ends too early');
  });
});
