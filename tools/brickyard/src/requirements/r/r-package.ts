import type { RequirementPlace } from '../requirement';
import type { RSpec } from './parse-r-spec';

/** One package that `r_packages.sh` asks for; without a version, the one of the runtime's snapshot. */
export interface RPackageRequest extends RSpec {
  /** The line that it stands on, also within a continued call. */
  place: RequirementPlace;
}
