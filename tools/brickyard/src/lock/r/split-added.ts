export interface SplitRows {
  steady: string[];
  added: string[];
}

/** Where more than a quarter of all packages is new, the build installs them all in one stage. */
const largestPart = 1 / 4;

/**
 * Which rows were in a lock before, and which were added to it since. A build
 * installs the first in a stage of their own, which stays as it is while packages are
 * added. Once one of them moves or goes, or many were added, all are steady again.
 */
export function splitAdded(
  rows: readonly string[],
  before: readonly string[],
): SplitRows {
  const known = new Set(before);
  const steady = rows.filter((row) => known.has(row));
  const added = rows.filter((row) => !known.has(row));
  const isKept = before.length > 0 && steady.length === before.length;
  return isKept && added.length <= rows.length * largestPart
    ? { steady, added }
    : { steady: [...rows], added: [] };
}
