import type { LockedRPackage } from '../lock/r/locked-r-package';
import { parseRPackages } from '../requirements/r/parse-r-packages';
import type { RRepository } from './r-repository';
import type { ResolveInput } from './resolve-input';
import { resolvePackages } from './resolve-packages';
import { source, testRepository as repository } from './testing/test-shelves';

const entry = (name: string, version: string, more = {}): LockedRPackage => ({
  name,
  version,
  repository: 'cran',
  form: 'binary',
  file: '',
  hash: '',
  ...more,
});

async function resolve(list: string, change: Partial<ResolveInput> = {}) {
  const packages = await resolvePackages(
    {
      asked: parseRPackages(list, 'r_packages.sh'),
      r: '4.4.2',
      repositories: [repository('cran'), repository('bioc')],
      below: new Map(),
      previous: new Map(),
      ...change,
    },
    source,
  );
  return packages.map(({ name, version, repository: from, form }) =>
    [name, version, from, form].join(' '),
  );
}

const below = (...list: LockedRPackage[]) => ({
  below: new Map(list.map((each) => [each.name, each])),
});
const house = (more: Partial<RRepository> = {}) => ({
  repositories: [
    repository('house', { isDated: false, ...more }),
    repository('cran'),
    repository('bioc'),
  ],
});

describe('resolvePackages', () => {
  it('takes what is asked for and what that needs, without what comes with R', async () => {
    expect(await resolve('top')).toEqual([
      'base.lib 1.2 cran binary',
      'top 1.0 cran source',
    ]);
  });

  it('needs headers only to compile', async () => {
    expect(await resolve('compiled')).toEqual([
      'compiled 0.3-1 cran source',
      'headers 2.0 cran source',
    ]);
    expect(await resolve('base.lib')).toEqual(['base.lib 1.2 cran binary']);
  });

  it('takes an archived version, of a package that CRAN has archived, too', async () => {
    expect(await resolve('base.lib==0.9 top retired==1.0-3')).toEqual([
      'base.lib 0.9 cran source',
      'retired 1.0-3 cran source',
      'top 1.0 cran source',
    ]);
  });

  it('ends where packages need each other', async () => {
    expect(await resolve('aa')).toEqual([
      'aa 1 cran source',
      'bb 1 cran source',
    ]);
  });

  it('takes the newest that runs on this R', async () => {
    expect(await resolve('split')).toEqual(['split 1.5 cran source']);
  });

  it.each(['parallel', 'stats4', 'MASS', 'parallel==4.4.2'])(
    'has nothing to do for %s, which comes with R',
    async (name) => expect(await resolve(name)).toEqual([]),
  );

  it('takes another version of a package that comes with R', async () => {
    expect(await resolve('MASS==7.3')).toEqual(['MASS 7.3 cran source']);
  });

  it('leaves what an image below has, and replaces it where another version is needed', async () => {
    const top = entry('top', '1.0');
    expect(await resolve('top', below(top))).toEqual([]);
    expect(await resolve('top', below(entry('base.lib', '0.9')))).toEqual([
      'top 1.0 cran source',
    ]);
    expect(await resolve('top', below(entry('base.lib', '0.4')))).toEqual([
      'base.lib 1.2 cran binary',
      'top 1.0 cran source',
    ]);
    expect(
      await resolve('base.lib==0.9', below(entry('base.lib', '1.2'))),
    ).toEqual(['base.lib 0.9 cran source']);
  });

  it('takes from Bioconductor what is asked for there, and what that needs', async () => {
    expect(await resolve('bioc::limma')).toEqual([
      'limma 3.54 bioc source',
      'org.data 1 bioc source',
      'statmod 1.5 cran source',
    ]);
    expect(await resolve('uses.bioc')).toContain('limma 3.54 bioc source');
  });

  it('takes a commit of GitHub with what it needs', async () => {
    const spec = `github::r-lib/cli@${'a'.repeat(40)}`;
    expect(await resolve(spec)).toEqual([
      'base.lib 1.2 cran binary',
      'cli 3.6.0 github source',
    ]);
    const cli = entry('cli', '3.6.0', { file: spec.slice('github::'.length) });
    expect(await resolve(spec, below(cli))).toEqual([]);
    expect(await resolve(spec, below({ ...cli, file: 'another' }))).toContain(
      'cli 3.6.0 github source',
    );
  });

  describe('with a repository of one’s own', () => {
    const expected = ['pricing 1.1 house source', 'rates 1 house source'];

    it.each([
      ['all that it has', {}],
      ['the packages that it is for', { packages: ['pricing', 'rates'] }],
    ])('takes %s from there, whatever version CRAN has', async (_, more) => {
      expect(await resolve('pricing', house(more))).toEqual(expected);
      expect(await resolve('house::pricing', house(more))).toEqual(expected);
    });

    it('takes from CRAN what it is not for', async () => {
      const only = house({ packages: ['rates'] });
      expect(await resolve('pricing', only)).toEqual([
        'pricing 9.9 cran source',
      ]);
    });

    it('keeps the version that was locked, until something needs another', async () => {
      const previous = new Map([
        ['pricing', entry('pricing', '1.0', { repository: 'house' })],
      ]);
      expect(await resolve('pricing', { ...house(), previous })).toContain(
        'pricing 1.0 house source',
      );
      expect(await resolve('pricing', house())).toContain(
        'pricing 1.1 house source',
      );
    });

    it.each([
      [
        'cran::pricing',
        'r_packages.sh:1: pricing: comes from house alone, as image.ts says; write house::pricing',
      ],
      [
        'hause::pricing',
        'r_packages.sh:1: pricing: comes from house alone, as image.ts says; write house::pricing',
      ],
      [
        'hause::x1',
        'r_packages.sh:1: x1: hause is no repository: r.repositories in image.ts has house',
      ],
    ])('refuses %s', async (list, message) => {
      await expect(resolve(list, house())).rejects.toMatchObject({ message });
    });

    it('asks which of two is meant', async () => {
      const [first] = house().repositories;
      const two = [first, { ...first, name: 'house' }] as RRepository[];
      const { repositories } = house();
      const both = [
        ...two.map((each, n) => ({
          ...each,
          ...(n && { packages: ['pricing'] }),
        })),
        ...repositories.slice(1),
      ];
      await expect(
        resolve('pricing', { repositories: both }),
      ).rejects.toMatchObject({ code: 'LOCK_FAILED' });
    });
  });

  it.each([
    [
      'limma',
      'LOCK_FAILED',
      'r_packages.sh:1: limma: CRAN does not have it, but Bioconductor does: write bioc::limma',
    ],
    [
      'bioc::top',
      'LOCK_FAILED',
      'r_packages.sh:1: top: Bioconductor does not have it, but CRAN does: write top',
    ],
    [
      'Compiled',
      'LOCK_FAILED',
      'r_packages.sh:1: Compiled: CRAN has no such package; do you mean compiled?',
    ],
    [
      'nothingLikeIt',
      'LOCK_FAILED',
      'r_packages.sh:1: nothingLikeIt: CRAN has no such package; if it was archived, name its version: nothingLikeIt==<version>',
    ],
    [
      '\nbase.lib==7',
      'LOCK_FAILED',
      'r_packages.sh:2: base.lib: version 7 is not to be had: cran has 1.2, and no such version in its archive',
    ],
    [
      'gone==1',
      'LOCK_FAILED',
      'r_packages.sh:1: gone: version 1 is not to be had: cran does not have it at all, and no such version in its archive',
    ],
    [
      'onFuture',
      'LOCK_FAILED',
      'r_packages.sh:1: onFuture: its dependency future: version 2.0 needs R >= 99.0, and the line has R 4.4.2; name an older version that runs there: future==<version>',
    ],
    [
      'top\nbase.lib==0.4',
      'LOCK_CONFLICT',
      'r_packages.sh:1: top: version 1.0 needs base.lib >= 0.5, but r_packages.sh:2 asks for 0.4',
    ],
    [
      `github::a/gone@${'a'.repeat(40)}`,
      'LOCK_FAILED',
      `r_packages.sh:1: gone: there is no package at github::a/gone@${'a'.repeat(40)}`,
    ],
    [
      `arrow=github::a/r@${'a'.repeat(40)}`,
      'LOCK_FAILED',
      `r_packages.sh:1: arrow: the package at github::a/r@${'a'.repeat(40)} is called other: write other=github::a/r@${'a'.repeat(40)}`,
    ],
  ])('says what is wrong with %j', async (list, code, message) => {
    await expect(resolve(list)).rejects.toMatchObject({ code, message });
  });

  it('names all that is wrong at once', async () => {
    await expect(resolve('limma\nfuture\ntop')).rejects.toMatchObject({
      problems: [{ place: { line: 1 } }, { place: { line: 2 } }],
    });
  });

  it.each([
    ['bioc::limma', 'r.bioconductorRepository'],
    ['top', 'r.cranRepository'],
  ])('says what a line lacks for %s', async (list, key) => {
    await expect(resolve(list, { repositories: [] })).rejects.toMatchObject({
      message: expect.stringContaining(key) as string,
    });
  });
});
