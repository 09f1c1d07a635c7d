import type { VersionOrder } from '../version-order';

const VERSION = /^\d+(?:[.-]\d+)*$/;

/** R keeps each number as an integer of 32 bits, and reads a larger one as NA. */
const LARGEST = 2 ** 31 - 1;

/**
 * Whole numbers, separated by `.` or `-`, which mean the same. If one version is
 * the beginning of the other, the longer one is later.
 * https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html
 */
export const rOrder: VersionOrder = {
  releaseOf(version) {
    const numbers = VERSION.test(version) ? numbersOf(version) : [];
    const isVersion =
      numbers.length > 0 && numbers.every((number) => number <= LARGEST);
    return isVersion ? { epoch: 0, numbers } : undefined;
  },
  compare(a, b) {
    const [left, right] = [numbersOf(a), numbersOf(b)];
    const at = left.findIndex((number, index) => number !== right[index]);
    if (at < 0) return left.length - right.length;
    return (left[at] ?? 0) - (right[at] ?? -1);
  },
};

function numbersOf(version: string): number[] {
  return version.split(/[.-]/).map(Number);
}
