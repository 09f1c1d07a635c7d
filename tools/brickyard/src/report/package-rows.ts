import type { GroupDiff } from '../versioning/inventory-diff';

/** A package that differs, in words. */
export interface PackageRow {
  name: string;
  /** `1.26.4 → 2.1.3`, `added 1.0`, `removed 1.0`. */
  change: string;
  /** `major`, `minor down`; empty for what is on one side only. */
  bump: string;
  direct: boolean;
}

/** Direct packages first; within both, changed, added, removed, each by name. */
export function listPackageRows({
  changed,
  added,
  removed,
}: GroupDiff): PackageRow[] {
  const rows = [
    ...changed.map(({ name, from, to, level, direction, direct }) => ({
      name,
      change: `${from} → ${to}`,
      bump: direction === 'down' ? `${level} down` : level,
      direct: direct === true,
    })),
    ...added.map(({ name, version, direct }) => ({
      ...{ name, change: `added ${version}`, bump: '' },
      direct: direct === true,
    })),
    ...removed.map(({ name, version, direct }) => ({
      ...{ name, change: `removed ${version}`, bump: '' },
      direct: direct === true,
    })),
  ];
  return [
    ...rows.filter(({ direct }) => direct),
    ...rows.filter(({ direct }) => !direct),
  ];
}

/** `python /databricks/python3` */
export function placeOf({
  ecosystem,
  environment,
}: Pick<GroupDiff, 'ecosystem' | 'environment'>): string {
  return environment === null ? ecosystem : `${ecosystem} ${environment}`;
}
