import { createHash } from 'node:crypto';

import { hashTree } from './hash-tree';
import { listRepositories } from './list-repositories';
import { parseDcf } from './parse-dcf';
import { findEntry, mergeIndexes, parseIndex } from './r-index';
import { findRNeed, isMet, listRNeeds, parseNeeds } from './r-need';
import { readDescription, readTree } from './read-archive';
import { tarball, type TestFile as File } from './testing/tarball';

describe('parseDcf', () => {
  it('reads records, continued lines and Windows line ends', () => {
    const text =
      '\ufeffPackage: a\r\nImports: x,\r\n    y (>= 1)\r\n\r\n \r\nPackage: b\nEmpty:\nURL: https://x.test\n';
    expect(parseDcf(text)).toEqual([
      { Package: 'a', Imports: 'x, y (>= 1)' },
      { Package: 'b', Empty: '', URL: 'https://x.test' },
    ]);
  });

  it('finds nothing in nothing', () => expect(parseDcf('\n\n')).toEqual([]));
});

describe('parseNeeds', () => {
  it('reads names and rules', () => {
    expect(
      parseNeeds('R (>= 4.1), rlang(>=1.1.0) , Rcpp,\n,base (= 4)'),
    ).toEqual([
      { name: 'R', comparison: '>=', version: '4.1' },
      { name: 'rlang', comparison: '>=', version: '1.1.0' },
      { name: 'Rcpp' },
      { name: 'base', comparison: '=', version: '4' },
    ]);
  });

  it('needs headers of a source alone', () => {
    const fields = { Depends: 'aa', LinkingTo: 'bb', Suggests: 'cc' };
    const names = (description: object) =>
      listRNeeds({ ...description }).map(({ name }) => name);
    expect(names(fields)).toEqual(['aa', 'bb']);
    expect(names({ ...fields, Built: 'R 4.4.2' })).toEqual(['aa']);
  });

  // R's own `compareVersion`, which r-order.spec.ts holds the order to.
  it.each([
    ['aa (>= 1.2)', '1.2', true],
    ['aa (>= 1.2)', '1.10', true],
    ['aa (>= 1.2)', '1.2-1', true],
    ['aa (>= 1.2)', '1.1-9', false],
    ['aa (> 1.2)', '1.2', false],
    ['aa (<= 1.2-3)', '1.2.3', true],
    ['aa (< 1.2)', '1.2', false],
    ['aa (== 1.0-3)', '1.0.3', true],
    ['aa (= 1)', '2', false],
    ['aa (!= 1)', '1', false],
    ['aa', '1', true],
    ['R (>= r57)', '4.4.2', true],
  ])('%s with %s: %s', (text, version, expected) => {
    const [need] = parseNeeds(text);
    expect(need && isMet(need, version)).toBe(expected);
  });

  it('says which R is needed', () => {
    expect(findRNeed({ Depends: 'aa, R (>= 4.5)' }, '4.4.2')).toBe('R >= 4.5');
    expect(findRNeed({ Depends: 'R (>= 4.4)' }, '4.4.2')).toBeUndefined();
    expect(findRNeed({}, '4.4.2')).toBeUndefined();
  });
});

describe('parseIndex', () => {
  const text =
    'Package: aa\nVersion: 2\nDepends: R (>= 99)\n\nPackage: aa\nVersion: 1.5\nMD5sum: 12\nPath: 4.4.2/Other\n\nPackage: bad\nVersion: x\n\nVersion: 1\n';

  it('keeps each version, with its place', () => {
    const index = parseIndex(text, 'bioc/');
    expect([...index.keys()]).toEqual(['aa']);
    expect(findEntry(index, 'aa', '4.4.2')).toMatchObject({
      version: '1.5',
      tag: '12',
      file: 'bioc/src/contrib/4.4.2/Other/aa_1.5.tar.gz',
    });
    expect(findEntry(index, 'aa', '99.1')?.version).toBe('2');
    expect(findEntry(index, 'zz', '4.4.2')).toBeUndefined();
  });

  it('takes a package of the first part that has it', () => {
    const merged = mergeIndexes([
      parseIndex('Package: aa\nVersion: 1\n', 'bioc/'),
      parseIndex('Package: aa\nVersion: 2\n\nPackage: bb\nVersion: 3\n', 'x/'),
    ]);
    expect(merged.get('aa')?.[0]?.version).toBe('1');
    expect(merged.get('bb')?.[0]?.file).toBe('x/src/contrib/bb_3.tar.gz');
  });
});

describe('readDescription', () => {
  it('reads that of the package itself', async () => {
    const archive = await tarball([
      ['aa/inst/aa/DESCRIPTION', 'Package: other\n'],
      ['aa/DESCRIPTION', 'Package: aa\nVersion: 1\n'],
    ]);
    expect(await readDescription(archive, 'aa')).toEqual({
      Package: 'aa',
      Version: '1',
    });
  });

  it.each([
    ['another package', [['aa/DESCRIPTION', 'Package: bb\n']] as File[]],
    ['none', [['aa/x', '']] as File[]],
  ])('finds nothing in an archive with %s', async (_, files) => {
    expect(await readDescription(await tarball(files), 'aa')).toBeUndefined();
  });

  it('finds nothing in what is no archive, or half of one', async () => {
    const archive = await tarball([['aa/x', 'x'.repeat(5000)]]);
    const half = archive.subarray(0, archive.length / 2);
    expect(await readDescription(Buffer.from('no'), 'aa')).toBeUndefined();
    expect(await readDescription(half, 'aa')).toBeUndefined();
  });
});

describe('hashTree', () => {
  const files: File[] = [
    ['repo-1/', '', { type: 'directory' }],
    ['repo-1/run', '#!/bin/sh\n', { mode: 0o755 }],
    ['repo-1/link', '', { type: 'symlink', linkname: 'run' }],
    ['repo-1/DESCRIPTION', 'Package: aa\nVersion: 1\n'],
    ['repo-1/ä b/Z', 'z'],
  ];
  const hashOf = async (changed: readonly File[]) =>
    hashTree((await readTree(await tarball(changed)))?.files ?? []);

  it('is of modes, contents and paths, in the order of the bytes', async () => {
    const sha = (text: string) =>
      createHash('sha256').update(text).digest('hex');
    const expected = [
      `100644 ${sha('Package: aa\nVersion: 1\n')} DESCRIPTION\0`,
      `120000 ${sha('run')} link\0`,
      `100755 ${sha('#!/bin/sh\n')} run\0`,
      `100644 ${sha('z')} ä b/Z\0`,
    ];
    expect(await hashOf(files)).toBe(sha(expected.join('')));
  });

  it('is the same for another order, time, owner, top folder or umask', async () => {
    const other = [...files].reverse().map(([name, content, more]): File => {
      const mode = name.endsWith('run') ? 0o700 : 0o600;
      const renamed = name.replace('repo-1', 'repo-2');
      return [renamed, content, { uid: 7, mtime: new Date(0), ...more, mode }];
    });
    expect(await hashOf(other)).toBe(await hashOf(files));
  });

  it.each([
    ['content', 4, ['repo-1/ä b/Z', 'y']],
    ['mode', 1, ['repo-1/run', '#!/bin/sh\n', { mode: 0o644 }]],
    ['path', 4, ['repo-1/ä b/z', 'z']],
    ['link', 2, ['repo-1/link', '', { type: 'symlink', linkname: 'Run' }]],
  ] as [string, number, File][])(
    'is another for another %s',
    async (_, at, file) => {
      const changed = files.with?.(at, file) ?? files;
      expect(await hashOf(changed)).not.toBe(await hashOf(files));
    },
  );

  it('reads the DESCRIPTION of a folder', async () => {
    const archive = await tarball([
      ['repo/DESCRIPTION', 'Package: no\n'],
      ['repo/r/DESCRIPTION', 'Package: aa\n'],
    ]);
    expect((await readTree(archive, 'r'))?.description).toEqual({
      Package: 'aa',
    });
  });

  it.each([
    [
      'two top folders',
      [
        ['aa/x', ''],
        ['bb/x', ''],
      ],
    ],
    ['a path that leaves it', [['aa/../../x', '']]],
  ] as [string, File[]][])('refuses %s', async (_, bad) => {
    expect(await readTree(await tarball(bad))).toBeUndefined();
  });
});

describe('listRepositories', () => {
  const r = {
    version: '4.4.2',
    cranRepository: 'https://cran.test/',
    cranSnapshot: '2025-03-20',
    bioconductorRepository: 'https://bioc.test',
  };
  const urls = (...args: Parameters<typeof listRepositories>) =>
    listRepositories(...args).map(({ name, url }) => `${name} ${url}`);

  it('has the day of the line, and the release that belongs to its R', () => {
    const own = [{ name: 'house', url: 'https://house.test/r/' }];
    expect(urls({ r, codename: 'noble' }, own, {})).toEqual([
      'house https://house.test/r',
      'cran https://cran.test/__linux__/noble/2025-03-20',
      'bioc https://bioc.test/__linux__/noble/2025-03-20/packages/3.20',
    ]);
  });

  it('prefers mirrors, and knows an address without days', () => {
    const mirrors = {
      cran: 'http://m.test',
      bioconductor: 'https://bioconductor.test/packages/',
    };
    expect(urls({ r, codename: 'noble' }, [], mirrors)).toEqual([
      'cran http://m.test/__linux__/noble/2025-03-20',
      'bioc https://bioconductor.test/packages/3.20',
    ]);
  });

  it('leaves out what has no address', () => {
    expect(urls({ r: { version: '4.4.2' } }, [], {})).toEqual([]);
    expect(urls({}, [], { bioconductor: 'https://b.test' })).toEqual([]);
  });
});
