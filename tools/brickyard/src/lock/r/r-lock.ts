import type { Problem } from '../../errors';
import type { RRepositoryDefinition } from '../../flavour/r-definition';
import type { RPackageRequest } from '../../requirements/r/r-package';
import type { Lock } from '../kind/lock';
import type { LockedRPackage } from './locked-r-package';

/** The R packages of a flavour for one line, and everything that decides them. */
export interface RLock extends Lock {
  kind: 'r';
  /** What its lists ask for. */
  requests: readonly RPackageRequest[];
  /** What is wrong with the lists. */
  problems: readonly Problem[];
  /** Of image.ts, by name. */
  repositories: Readonly<Record<string, RRepositoryDefinition>>;
  /** What the locks of images below have, by name. */
  below: ReadonlyMap<string, LockedRPackage>;
}

/** `locks/17.3-LTS.r.txt`, in the flavour's folder. */
export function rLockPath(runtime: string): string {
  return `locks/${runtime}.r.txt`;
}
