import {
  comparePythonVersions,
  parsePythonRelease,
} from '../../requirements/python-version';
import type { VersionOrder } from '../version-order';

/** https://peps.python.org/pep-0440/#summary-of-permitted-suffixes-and-relative-ordering */
export const pep440Order: VersionOrder = {
  releaseOf: parsePythonRelease,
  compare: comparePythonVersions,
};
