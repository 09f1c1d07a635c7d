import * as v from 'valibot';

import { rowMark } from '../../rows/row';
import { describeLibrary } from '../component';
import type { Ecosystem, FlavourSource } from '../ecosystem';
import type { Package } from '../package';
import { packageEntries } from '../package-schema';
import { renderPurl } from '../purl';
import { pep440Order } from '../python/pep440-order';
import { sortPackages } from '../sort-packages';

/** Conda, as somebody might add it: this file and a row. */
export const conda: Ecosystem<readonly Package[]> = {
  name: 'conda',
  label: 'conda packages',
  adjective: 'Conda',
  order: pep440Order,
  normalizeName: (name) => name.toLowerCase(),
  record: { field: 'conda', schema: v.array(v.object(packageEntries)) },
  probe: {
    perFile: String.raw`$4 ~ /\/conda-meta\/[^\/]+\.json$/ { print "${rowMark}", "conda-package", $4 }`,
    isFoundInFiles: true,
    parse: (rows) =>
      sortPackages(
        rows
          .take('conda-package', ['path'])
          .map(({ path }) => parseFileName(path)),
      ),
  },
  listGroups: (packages) => [groupOf(packages)],
  bill: {
    purlTypes: ['conda'],
    listComponents: (packages) =>
      packages.map((item) => {
        const { name, version } = item;
        return describeLibrary(item, {
          ref: `conda:${name}@${version}`,
          purl: renderPurl({ type: 'conda', name, version }),
          properties: {},
        });
      }),
  },
  requested: { listPackages: (source) => [groupOf(listRequested(source))] },
};

function groupOf(packages: readonly Package[]) {
  return { ecosystem: 'conda', environment: null, packages };
}

/** `/opt/conda/conda-meta/ca-certificates-2024.2.2-hbcca054_0.json` */
function parseFileName(path: string): Package {
  const stem = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
  const parts = stem.split('-');
  const [version = ''] = parts.slice(-2);
  return { name: parts.slice(0, -2).join('-'), version };
}

/** Lines such as `numpy=2.1.3`. */
function listRequested({ readText }: FlavourSource): Package[] {
  const lines = readText('conda-packages.txt')?.split('\n') ?? [];
  return lines.filter(Boolean).map((line) => {
    const [name = '', version = 'any version'] = line.split('=');
    return { name: name.toLowerCase(), version };
  });
}
