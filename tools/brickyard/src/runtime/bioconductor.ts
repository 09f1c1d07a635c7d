import type { Runtime } from './schema';

/**
 * Release → its first day and the R that it is for, newest first. From the table
 * of https://bioconductor.org/about/release-announcements; the same pairs are
 * `release_dates` and `r_ver_for_bioc_ver` of https://bioconductor.org/config.yaml.
 */
const RELEASES = [
  { release: '3.22', day: '2025-10-30', r: '4.5' },
  { release: '3.21', day: '2025-04-16', r: '4.5' },
  { release: '3.20', day: '2024-10-30', r: '4.4' },
  { release: '3.19', day: '2024-05-01', r: '4.4' },
  { release: '3.18', day: '2023-10-25', r: '4.3' },
  { release: '3.17', day: '2023-04-26', r: '4.3' },
  { release: '3.16', day: '2022-11-02', r: '4.2' },
  { release: '3.15', day: '2022-04-27', r: '4.2' },
  { release: '3.14', day: '2021-10-27', r: '4.1' },
  { release: '3.13', day: '2021-05-20', r: '4.1' },
] as const;

/**
 * The Bioconductor release of a line: what it says itself, else the newest one
 * for its R that was there on its day of CRAN. `undefined` where nobody knows.
 */
export function chooseBioconductor({
  r,
}: Pick<Runtime, 'r'>): string | undefined {
  if (r?.bioconductorRelease !== undefined) return r.bioconductorRelease;
  const day = r?.cranSnapshot ?? '9999-12-31';
  return RELEASES.find(
    (each) => isMinorOf(each.r, r?.version) && each.day <= day,
  )?.release;
}

function isMinorOf(minor: string, version: string | undefined): boolean {
  return version?.split('.').slice(0, 2).join('.') === minor;
}
