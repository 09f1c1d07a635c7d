/** The number that the name of a Databricks line begins with. */
export interface LineNumber {
  major: number;
  /** Left out for a line that goes on through all minors, as 18 does. */
  minor?: number;
}

/**
 * The first line without a minor number: 18.0 to 18.2 were lines of their own,
 * and what would have been 18.3 is an update of 18
 * (docs.databricks.com, release notes of Databricks Runtime 18).
 */
export const FIRST_BARE_MAJOR = 18;

const NUMBER =
  /^(\d+)(?:\.(\d+)(?!\d)|(?=$|-LTS$|\.x(?:-|$)|-(?:scala|ml|cpu|gpu)))/;

/**
 * `17.3-LTS` and `17.3.x-scala2.13` are 17.3; `18`, `18-LTS` and
 * `18.x-scala2.13` are 18. `undefined` for a name of somebody's own.
 */
export function parseLineNumber(name: string): LineNumber | undefined {
  const [, major, minor] = NUMBER.exec(name) ?? [];
  if (major === undefined) return undefined;
  return {
    major: Number(major),
    ...(minor !== undefined && { minor: Number(minor) }),
  };
}

/** `17.3`, `18` */
export function printLineNumber({ major, minor }: LineNumber): string {
  return minor === undefined ? `${major}` : `${major}.${minor}`;
}

/** Negative where `a` is older. A line without a minor has all of them. */
export function compareLineNumbers(a: LineNumber, b: LineNumber): number {
  const [one, other] = [a, b].map(({ minor = Infinity }) => minor);
  if (a.major !== b.major) return a.major - b.major;
  return one === other ? 0 : (one ?? 0) - (other ?? 0);
}
