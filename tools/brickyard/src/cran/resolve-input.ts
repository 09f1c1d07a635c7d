import type { LockedRPackage } from '../lock/r/locked-r-package';
import type { RPackageRequest } from '../requirements/r/r-package';
import type { RRepository } from './r-repository';

/** What decides which packages a flavour gets, and in which versions. */
export interface ResolveInput {
  /** What the lists of a flavour ask for. */
  asked: readonly RPackageRequest[];
  /** `4.4.2` */
  r: string;
  /** Those of image.ts first, then CRAN, then Bioconductor where the line has one. */
  repositories: readonly RRepository[];
  /** What images below have, by name. */
  below: ReadonlyMap<string, LockedRPackage>;
  /** What was locked before and should stay, by name. */
  previous: ReadonlyMap<string, LockedRPackage>;
}
