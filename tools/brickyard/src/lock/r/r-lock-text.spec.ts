import { listRPackages, renderRLock } from './r-lock-text';

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

  it('is read back', () => expect(listRPackages(text)).toEqual(packages));
});
