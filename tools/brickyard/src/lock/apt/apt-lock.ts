import type { Problem } from '../../errors';
import type { AptRequest } from '../../requirements/parse-apt-list';
import type { Lock, LockAncestor } from '../kind/lock';

/** A list as a build sees it: with what it includes, and its variables filled in. */
export interface FilledAptList {
  /** `apt_packages.txt`, in the flavour's folder. */
  path: string;
  /** In the order of the lines; no `include` is among them. */
  requests: readonly AptRequest[];
}

/** A list of another flavour that one of these includes, where this flavour sees it. */
export interface IncludedList {
  /** `brickyard/r/apt_packages.txt` */
  path: string;
  text: string;
}

/** A third party's archive. */
export interface AptSource {
  name: string;
  source: string;
  key: string;
  fingerprint: string;
}

export interface AptAncestor extends LockAncestor {
  /** Whether its packages are in the image, or only its list is included. */
  isBase: boolean;
  /** Its lock for the line. */
  text?: string;
}

/** The apt packages of a flavour for one line, all lists in one lock. */
export interface AptLock extends Lock {
  kind: 'apt';
  lists: readonly FilledAptList[];
  included: readonly IncludedList[];
  /** Those of the images below, then the lists' own. */
  archives: readonly AptSource[];
  /** ARGs with the line's values. */
  variables: Readonly<Record<string, string>>;
  ancestors: readonly AptAncestor[];
  /** Lines of the lists that ask for nothing that apt could have. */
  problems: readonly Problem[];
}
