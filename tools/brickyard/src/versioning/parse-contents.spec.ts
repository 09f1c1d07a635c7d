import type { BrickyardError } from '../errors';
import { parseContents } from './parse-contents';

const groupsOf = (value: object, file = 'a.json') =>
  parseContents(JSON.stringify(value), file).groups;

function failure(text: string, file: string): BrickyardError {
  try {
    parseContents(text, file);
  } catch (error) {
    return error as BrickyardError;
  }
  throw new Error('was read');
}

describe('parseContents of a lock', () => {
  it('reads pins, hashes and addresses', () => {
    const hash = 'a'.repeat(64);
    const text = `--index-url https://host.example/simple\nPandas==2.2.3 \\\n    --hash=sha256:${hash}\nx===1.0\nown @ https://host.example/own.whl\n`;
    expect(parseContents(text, 'locks/a.txt').groups).toEqual([
      {
        ecosystem: 'python',
        environment: null,
        packages: [
          { name: 'pandas', version: '2.2.3' },
          { name: 'x', version: '1.0' },
          { name: 'own', version: 'https://host.example/own.whl' },
        ],
      },
    ]);
  });

  it('reads R packages', () => {
    const text =
      '# cran 2025-03-20\n# package version repository form file hash\nDBI 1.1.3 cran binary src/contrib/DBI_1.1.3.tar.gz sha256:aa\n';
    expect(parseContents(text, 'locks/a.r.txt').groups).toEqual([
      {
        ecosystem: 'r',
        environment: null,
        packages: [{ name: 'DBI', version: '1.1.3' }],
      },
    ]);
  });

  it('names every line that leaves a choice', () => {
    const text = 'a>=1\nb==1\nc==1.*\n-r other.txt\n./folder\n';
    const { code, message } = failure(text, 'r.txt');
    expect(code).toBe('REQUIREMENTS_INVALID');
    expect(message.split('\n')).toEqual([
      'r.txt:1: a: has no exact version',
      'r.txt:3: c: has no exact version',
      'r.txt:4: other.txt: an included file is not read here',
      'r.txt:5: ./folder: nothing says which package this is',
    ]);
  });
});

describe('parseContents of an inventory', () => {
  const inventory = {
    flavour: 'python',
    os: { id: 'ubuntu', version: '24.04', name: 'Ubuntu' },
    python: [{ environment: '/p', version: '3.12.3', packages: [] }],
    r: null,
    apt: [{ name: 'acl', version: '1' }],
    java: [{ path: '/j', version: '17.0.16' }],
    jars: [
      { path: '/x', name: 'core', group: 'org.example', version: '1', size: 7 },
      { path: '/y', name: 'REngine', group: null, version: null, size: 8 },
    ],
    size: 99,
  };

  it('reads groups, and versions of the system', () => {
    expect(groupsOf(inventory)).toEqual([
      {
        ecosystem: 'system',
        environment: null,
        packages: [
          { name: 'ubuntu', version: '24.04' },
          { name: 'Python of /p', version: '3.12.3' },
        ],
      },
      {
        ecosystem: 'java',
        environment: null,
        packages: [{ name: '/j', version: '17.0.16' }],
      },
      { ecosystem: 'python', environment: '/p', packages: [] },
      { ecosystem: 'r', environment: null, packages: [] },
      { ecosystem: 'apt', environment: null, packages: inventory.apt },
      {
        ecosystem: 'jar',
        environment: null,
        packages: [
          { name: 'org.example:core', version: '1', size: 7 },
          { name: 'REngine', version: '', size: 8 },
        ],
      },
    ]);
  });

  it('reads how large the image is, and older ones that do not tell', () => {
    const { jars: _jars, size: _size, ...older } = inventory;
    const sizeOf = (value: object) =>
      parseContents(JSON.stringify(value), 'a.json').fileSize;
    expect([sizeOf(inventory), sizeOf(older)]).toEqual([99, null]);
    expect(groupsOf(older).map(({ ecosystem }) => ecosystem)).not.toContain(
      'jar',
    );
  });

  it.each([
    ['{', 'a.json:1: is not JSON'],
    ['{}', 'is neither an inventory.json nor a CycloneDX bill'],
    ['[]', 'is neither an inventory.json nor a CycloneDX bill'],
    ['{"apt":[{"name":"a"}]}', 'apt.0.version: is missing'],
    ['{"bomFormat":"SPDX"}', 'bomFormat: expected "CycloneDX", got "SPDX"'],
  ])('refuses %s', (text, message) => {
    const error = failure(text, 'a.json');
    expect(error.code).toBe('INVENTORY_INVALID');
    expect(error.message).toContain(message);
  });
});

describe('parseContents of a CycloneDX bill', () => {
  const library = (purl: string, name: string, properties = {}) => ({
    type: 'library',
    name,
    version: '1',
    purl,
    properties: Object.entries(properties).map(([key, value]) => {
      return { name: key, value };
    }),
  });
  const bill = (...components: object[]) => ({
    bomFormat: 'CycloneDX',
    components,
  });
  const idsOf = (value: object) =>
    groupsOf(value).map(({ ecosystem, environment, packages }) => {
      const names = packages.map(({ name }) => name).join();
      return `${ecosystem} ${environment}: ${names}`;
    });

  it('sorts packages by their URLs', () => {
    const components = [
      library('pkg:pypi/a@1', 'a', { 'brickyard:environment': '/p' }),
      library('pkg:pypi/b@1', 'b'),
      library('pkg:cran/c@1', 'c'),
      library('', 'stats', { 'brickyard:library': '/r' }),
      library('pkg:deb/debian/d@1', 'd'),
      library('pkg:maven/g/e@1', 'e'),
      library('', 'nothing'),
    ];
    expect(idsOf(bill(...components))).toEqual([
      'python /p: a',
      'python null: b',
      'r null: c,stats',
      'apt null: d',
      'maven null: e',
    ]);
  });

  it("takes a system only from Brickyard's own bill", () => {
    const os = { type: 'operating-system', name: 'debian', version: '12' };
    const property = { name: 'brickyard:name', value: 'Debian' };
    expect(idsOf(bill(os))).toEqual([]);
    expect(idsOf(bill({ ...os, properties: [property] }))).toEqual([
      'system null: debian',
    ]);
  });

  it('reads what runs other components', () => {
    const platform = (name: string, path?: string) => {
      const properties = [{ name: 'brickyard:path', value: path }];
      const located = path === undefined ? {} : { properties };
      return { type: 'platform', name, version: '1', ...located };
    };
    const components = [
      platform('java', '/j'),
      platform('python', '/p'),
      platform('r'),
      platform('node'),
    ];
    expect(idsOf(bill(...components))).toEqual([
      'java null: /j',
      'system null: Python of /p,R',
    ]);
  });

  it('reads sizes and archives of its own', () => {
    const size = { 'brickyard:size': '5' };
    const at = { 'brickyard:path': '/l/core.jar', ...size };
    const core = library('pkg:maven/org.example/core@1', 'core', at);
    const components = [
      { ...core, group: 'org.example' },
      library('pkg:deb/debian/d@1', 'd', size),
      library('pkg:deb/debian/e@1', 'e', { 'brickyard:size': 'many' }),
    ];
    expect(groupsOf(bill(...components))).toMatchObject([
      {
        ecosystem: 'jar',
        packages: [{ name: 'org.example:core', version: '1', size: 5 }],
      },
      {
        ecosystem: 'apt',
        packages: [
          { name: 'd', version: '1', size: 5 },
          { name: 'e', version: '1' },
        ],
      },
    ]);
  });

  it('takes one with a size for one that would tell of archives', () => {
    const properties = [{ name: 'brickyard:size', value: '12' }];
    const value = { ...bill(), metadata: { component: { properties } } };
    expect(parseContents(JSON.stringify(value), 'a.json')).toMatchObject({
      fileSize: 12,
      groups: [{ ecosystem: 'jar', packages: [] }],
    });
  });

  it('reads one without components', () => {
    expect(idsOf({ bomFormat: 'CycloneDX' })).toEqual([]);
  });
});
