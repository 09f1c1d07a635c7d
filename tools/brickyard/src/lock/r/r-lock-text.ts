import type { LockedRPackage } from './locked-r-package';
import { splitAdded } from './split-added';

/** What a lock of R packages says of itself. */
export interface RLockHeader {
  /** CRAN's day: `2025-03-20`. */
  day: string;
  /** Bioconductor's release. */
  release?: string;
  /** Those of image.ts; `secret` is the id of the build secret with the password. */
  own: readonly { name: string; url: string; secret?: string }[];
}

/** The line above the packages, which no other list has. */
export const R_LOCK_COLUMNS = '# package version repository form file hash';
/** The line between the packages that a stage installs first and those that came since. */
const ADDED = '# added: installed on top of the packages above';
const LEGEND = [
  '# binary: compiled for this R and system, as the repository serves it; source: compiled by the build.',
  '# sha256: of that file; tree: of the files that an archive of GitHub unpacks to.',
];

/**
 * The text below a lock's header: a package each line, sorted, so that a change
 * shows as one. Those that are not in `before` come last. The lines above them say
 * where the packages come from; `install-r-packages --lock` reads both.
 */
export function renderRLock(
  { day, release, own }: RLockHeader,
  packages: readonly LockedRPackage[],
  before = '',
): string {
  const isFrom = (name: string) =>
    packages.some(({ repository }) => repository === name);
  const places = [
    ...(day ? [`# cran ${day}`] : []),
    ...(release !== undefined && isFrom('bioc') ? [`# bioc ${release}`] : []),
    ...own
      .filter(({ name }) => isFrom(name))
      .map(({ name, url, secret }) =>
        ['# from', name, url, ...(secret ? [`secret:${secret}`] : [])].join(
          ' ',
        ),
      ),
  ];
  const rows = packages.map(renderRow);
  const known = listSteadyRPackages(before).map(renderRow);
  const { steady, added } = splitAdded(rows, known);
  const more = added.length > 0 ? [ADDED, ...added] : [];
  const lines = [...places, ...LEGEND, R_LOCK_COLUMNS, ...steady, ...more];
  return `${lines.join('\n')}\n`;
}

/** Those that a stage installs first: what the lock has had for long. */
export function listSteadyRPackages(text: string): LockedRPackage[] {
  const [steady = ''] = text.split(/^# added/m);
  return listRPackages(steady);
}

function renderRow(locked: LockedRPackage): string {
  const { name, version, repository, form, file, hash } = locked;
  return [name, version, repository, form, file, hash].join(' ');
}

/** Its packages; lines that are none are left out. */
export function listRPackages(text: string): LockedRPackage[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith('#')) return [];
    const [name, version, repository, form, file, hash] = line.split(' ');
    if (!name || !version || !repository || !file || !hash) return [];
    if (form !== 'binary' && form !== 'source') return [];
    return [{ name, version, repository, form, file, hash }];
  });
}
