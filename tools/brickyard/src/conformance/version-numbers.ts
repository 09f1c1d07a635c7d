/**
 * The release numbers a version starts with, epoch left out: `1.26.4rc1` is
 * 1, 26, 4. https://peps.python.org/pep-0440/#public-version-identifiers
 */
export function releaseOf(version: string): number[] {
  const [numbers = ''] =
    /^\d+(?:[.-]\d+)*/.exec(version.trim().replace(/^v?(?:\d+!)?/i, '')) ?? [];
  return numbers === '' ? [] : numbers.split(/[.-]/).map(Number);
}

/** Numbers that are not written are zeros: 2 and 2.0 are equal. */
export function compareReleases(a: string, b: string, count = 9): number {
  const [left, right] = [releaseOf(a), releaseOf(b)];
  for (let index = 0; index < count; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isSameMinor(a: string, b: string): boolean {
  return compareReleases(a, b, 2) === 0;
}
