import type { PackageSource } from '../package-source';
import type { DcfRecord } from '../parse-dcf';
import { mergeIndexes, parseIndex } from '../r-index';
import type { RRepository } from '../r-repository';

type Fields = Readonly<Record<string, string>>;

/** For specs: a repository of these shelves. */
export const testRepository = (
  name: string,
  more: Partial<RRepository> = {},
): RRepository => ({
  name,
  url: `https://${name}.test`,
  parts: name === 'bioc' ? ['bioc/', 'data/annotation/'] : [''],
  isDated: true,
  ...more,
});

/** By repository: `name_version` → fields; `Archive/` before it hides it from the index. */
const SHELVES: Record<string, Record<string, Fields>> = {
  cran: {
    'top_1.0': { Imports: 'base.lib (>= 0.5), utils, MASS (>= 7)' },
    'base.lib_1.2': { Built: 'R 4.4.0; ; ; unix', LinkingTo: 'headers' },
    'Archive/base.lib_0.9': {},
    'Archive/base.lib_0.4': {},
    'Archive/retired_1.0-3': { Imports: 'base.lib' },
    'compiled_0.3-1': { LinkingTo: 'headers', NeedsCompilation: 'yes' },
    'headers_2.0': {},
    aa_1: { Depends: 'R (>= 4.0), bb' },
    bb_1: { Imports: 'aa' },
    'future_2.0': { Depends: 'R (>= 99.0)' },
    'onFuture_2.0': { Imports: 'future' },
    split_2: { Depends: 'R (>= 99)' },
    'split_1.5': {},
    'uses.bioc_1': { Imports: 'limma' },
    'pricing_9.9': {},
    'MASS_7.3': {},
  },
  bioc: {
    'limma_3.54': { Imports: 'statmod, org.data' },
    'data/annotation/org.data_1': {},
  },
  house: {
    'pricing_1.1': { Imports: 'rates' },
    'Archive/pricing_1.0': { Imports: 'rates' },
    rates_1: {},
  },
};
SHELVES['cran'] = { ...SHELVES['cran'], 'statmod_1.5': {} };

const fields = (key: string, given: Fields): DcfRecord => {
  const [Package = '', Version = ''] = key.replace(/^.*\//, '').split('_');
  return { Package, Version, ...given };
};

/** For specs: the shelves as a source, without a network. */
export const source: PackageSource = {
  fetchIndex: ({ name, parts }) => {
    const indexes = parts.map((part) => {
      const rows = Object.entries(SHELVES[name] ?? {}).flatMap(
        ([key, given]) => {
          const folder = key.replace(/[^/]*$/, '');
          const isHere = folder === part || (folder === '' && part === 'bioc/');
          return isHere ? [fields(key, given)] : [];
        },
      );
      const text = rows.map((row) =>
        Object.entries(row)
          .map(([field, value]) => `${field}: ${value}\n`)
          .join(''),
      );
      return parseIndex(text.join('\n'), part);
    });
    return Promise.resolve(mergeIndexes(indexes));
  },
  fetchFile: ({ repository: { name }, file }) => {
    const base = file.replace(/^.*\//, '').replace('.tar.gz', '');
    const key = Object.keys(SHELVES[name] ?? {}).find((each) => {
      const isArchived = each.startsWith('Archive/');
      return each.endsWith(base) && isArchived === file.includes('Archive/');
    });
    const given = key === undefined ? undefined : SHELVES[name]?.[key];
    if (key === undefined || given === undefined)
      return Promise.resolve(undefined);
    const description = fields(key, given);
    return Promise.resolve({ description, hash: `sha256:${base}` });
  },
  fetchTree: (name, { repository: repo }) =>
    Promise.resolve(
      repo === 'gone'
        ? undefined
        : {
            description: {
              Package: repo === 'r' ? 'other' : name,
              Version: '3.6.0',
              Imports: 'base.lib',
            },
            hash: 'tree:aa',
          },
    ),
};
