import compare from 'semver/functions/compare';
import parse from 'semver/functions/parse';

import type { VersionOrder } from './version-order';

/** https://semver.org/#spec-item-11 */
export const semverOrder: VersionOrder = {
  releaseOf(version) {
    // The library takes `v1.2.3`, which the specification calls no version.
    const parsed = /^\d/.test(version) ? parse(version) : null;
    if (parsed === null) return undefined;
    const { major, minor, patch } = parsed;
    return { epoch: 0, numbers: [major, minor, patch] };
  },
  compare,
};
