import { rOrder } from '../ecosystems/r/r-order';
import { type DcfRecord, parseDcf } from './parse-dcf';
import { findRNeed } from './r-need';

/** One row of PACKAGES: where a package is, and what changes when it does. */
export interface IndexEntry {
  name: string;
  version: string;
  /** Below the repository: `src/contrib/xtable_1.8-4.tar.gz`. */
  file: string;
  /** The row's MD5sum, where there is one. */
  tag?: string;
  fields: DcfRecord;
}

/** By name; a repository may have one version for newer R's and one for older ones. */
export type RIndex = ReadonlyMap<string, readonly IndexEntry[]>;

/** `part` is what precedes src/contrib: `bioc/` at Bioconductor. */
export function parseIndex(text: string, part = ''): RIndex {
  const index = new Map<string, IndexEntry[]>();
  for (const fields of parseDcf(text)) {
    const { Package: name, Version: version, Path, MD5sum: tag } = fields;
    if (!name || !version || rOrder.releaseOf(version) === undefined) continue;
    const folder = Path === undefined ? '' : `${Path}/`;
    const file = `${part}src/contrib/${folder}${name}_${version}.tar.gz`;
    const entry = { name, version, file, ...(tag && { tag }), fields };
    index.set(name, [...(index.get(name) ?? []), entry]);
  }
  return index;
}

/** The newest that runs on this R, else the newest. */
export function findEntry(
  index: RIndex,
  name: string,
  r: string,
): IndexEntry | undefined {
  const rows = [...(index.get(name) ?? [])].sort((a, b) =>
    rOrder.compare(b.version, a.version),
  );
  return (
    rows.find(({ fields }) => findRNeed(fields, r) === undefined) ?? rows[0]
  );
}

/** Of several parts of one repository; the first that has a package wins. */
export function mergeIndexes(indexes: readonly RIndex[]): RIndex {
  return new Map([...indexes].reverse().flatMap((index) => [...index]));
}

/** Where a version is that the repository has replaced. */
export function archiveFile(name: string, version: string, part = ''): string {
  return `${part}src/contrib/Archive/${name}/${name}_${version}.tar.gz`;
}
