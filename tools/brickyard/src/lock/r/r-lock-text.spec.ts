import { listRPackages, R_LOCK_COLUMNS, renderRLock } from './r-lock-text';

describe('renderRLock', () => {
  const packages = [
    {
      name: 'aa',
      version: '1.0-3',
      repository: 'cran',
      form: 'binary',
      file: 'src/contrib/aa_1.0-3.tar.gz',
      hash: 'sha256:aa',
    },
    {
      name: 'bb',
      version: '2',
      repository: 'house',
      form: 'source',
      file: 'src/contrib/bb_2.tar.gz',
      hash: 'sha256:bb',
    },
  ] as const;
  const text = renderRLock(
    {
      day: '2025-03-20',
      release: '3.20',
      own: [
        { name: 'house', url: 'https://house.test', secret: 'feed' },
        { name: 'other', url: 'https://other.test' },
      ],
    },
    packages,
  );

  it('says where packages come from, then each of them', () => {
    expect(
      text.split('\n').filter((line) => !/^# (binary|sha256):/.test(line)),
    ).toEqual([
      '# cran 2025-03-20',
      '# from house https://house.test secret:feed',
      '# package version repository form file hash',
      'aa 1.0-3 cran binary src/contrib/aa_1.0-3.tar.gz sha256:aa',
      'bb 2 house source src/contrib/bb_2.tar.gz sha256:bb',
      '',
    ]);
  });

  it('has packages last that were added, until one of the others moves', () => {
    const rowsOf = (text: string) =>
      text.split('\n').slice(text.split('\n').indexOf(R_LOCK_COLUMNS) + 1, -1);
    const [first] = packages;
    const names = ['ab', 'ac', 'ad', 'ae'];
    const before = names.map((name) => ({ ...first, name }));
    const header = { day: '2025-03-20', own: [] };
    const text = renderRLock(header, before);
    const more = renderRLock(header, [first, ...before], text);
    expect(rowsOf(more).map((row) => row.split(' ')[0])).toEqual([
      ...names,
      '#',
      'aa',
    ]);
    expect(renderRLock(header, [first, ...before], more)).toBe(more);
    expect(listRPackages(more)).toHaveLength(5);
    const moved = [first, { ...first, name: 'ab', version: '2' }];
    const all = [...moved, ...before.slice(1)];
    expect(renderRLock(header, all, more)).toBe(renderRLock(header, all));
  });

  it('is read back', () => expect(listRPackages(text)).toEqual(packages));
});
