import { parse, Range, satisfies } from 'semver';

/** Whether a range names this version, or another one of the same major. */
export function isOfMajor(version: string, range: string): boolean {
  if (satisfies(version, range, { includePrerelease: true })) return true;
  const major = parse(version)?.major;
  return new Range(range).set
    .flat()
    .some((comparator) => comparator.semver.major === major);
}
