import type { RequirementPlace } from './requirement';

/** One package that `r_packages.sh` asks for. */
export interface RPackageRequest {
  name: string;
  /** Left out: the one of the runtime's snapshot. */
  version?: string;
  /** The line that it stands on, also within a continued call. */
  place: RequirementPlace;
}
