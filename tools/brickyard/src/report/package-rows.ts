import { renderSize } from '../render-size';
import type { GroupDiff } from '../versioning/inventory-diff';

/** A package that differs, in words. */
export interface PackageRow {
  name: string;
  /** `1.26.4 → 2.1.3`, `added 1.0`, `removed 1.0`. */
  change: string;
  /** `major`, `minor down`; empty for what is on one side only. */
  bump: string;
  /** `+2.0 MB`; empty where the size is unknown. */
  size: string;
  direct: boolean;
}

/** Direct packages first; within both, changed, added, removed, each by name. */
export function listPackageRows({
  changed,
  added,
  removed,
}: GroupDiff): PackageRow[] {
  const rows = [
    ...changed.map(
      ({ name, from, to, level, direction, direct, sizeChange }) => ({
        name,
        change: `${from} → ${to}`,
        bump: direction === 'down' ? `${level} down` : level,
        size: renderGrowth(sizeChange),
        direct: direct === true,
      }),
    ),
    ...added.map(({ name, version, direct, sizeChange }) => ({
      ...{ name, change: `added ${version}`, bump: '' },
      size: renderGrowth(sizeChange),
      direct: direct === true,
    })),
    ...removed.map(({ name, version, direct, sizeChange }) => ({
      ...{ name, change: `removed ${version}`, bump: '' },
      size: renderGrowth(sizeChange),
      direct: direct === true,
    })),
  ];
  return [
    ...rows.filter(({ direct }) => direct),
    ...rows.filter(({ direct }) => !direct),
  ];
}

/** `+12.1 MB`, `−2.0 kB`, `the same`. */
export function renderGrowth(bytes: number | null): string {
  if (bytes === null) return '';
  if (bytes === 0) return 'the same';
  return `${bytes < 0 ? '−' : '+'}${renderSize(Math.abs(bytes))}`;
}
