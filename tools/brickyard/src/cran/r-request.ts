import type { Problem } from '../errors';
import type { LockedRPackage } from '../lock/r/locked-r-package';
import type { RSpec } from '../requirements/r/parse-r-spec';
import type { RequirementPlace } from '../requirements/requirement';
import type { DcfRecord } from './parse-dcf';

/** A package that has to be found, and the line that leads to it. */
export interface RRequest extends RSpec {
  place: RequirementPlace;
  /** What that line asks for. */
  asker: string;
  /** Which package needs it; left out for what the line itself names. */
  via?: string;
}

export interface Resolved {
  request: RRequest;
  locked: LockedRPackage;
  description: DcfRecord;
  /** At the version that was locked before, and the repository has a newer one. */
  isKept: boolean;
}

/** `packages/geo/r_packages.sh:2: sf: its dependency units: …` */
export function problemOf(
  { name, asker, place, via }: RRequest,
  message: string,
): Problem {
  const whose = via === undefined ? '' : `its dependency ${name}: `;
  return { place, message: `${asker}: ${whose}${message}` };
}
