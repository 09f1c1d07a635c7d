import type { Place } from '../../errors';

/** Kinds of packages that lists and locks are about. */
export type ListedEcosystem = 'apt' | 'python' | 'r';

/** A line of a list that asks for a package by its name. */
export interface ListLine {
  place: Place;
  /** What it asks for: `pandas>=2,<3`, `tdsodbc=1.3.*`. */
  text: string;
}

/** From a line of a list to a package, each one needing the next: the line names the first. */
export interface NeedChain {
  line: ListLine;
  names: readonly string[];
}

/** What limits the versions of a package. */
export interface Hold {
  /** A line of a list, a runtime line, the lock of an image below. */
  by: { place: Place } | { runtime: string } | { flavour: string };
  /** `numpy==2.1.3` */
  text: string;
}

/** A package as the lists and the lock of one flavour have it, for one line. */
export interface OwnPackage {
  ecosystem: ListedEcosystem;
  /** `/databricks/python3`; null where there is only one. */
  environment: string | null;
  /** As its ecosystem writes it; Python's normalised. */
  name: string;
  /** Unless nothing says it: what is not locked has that of the day of its build. */
  version?: string;
  /** The lock that has it: `packages/geo/locks/17.3-LTS.txt`. */
  lock?: string;
  /** Lines of the flavour's own lists. */
  lines: readonly ListLine[];
  /**
   * For a package that no own line names: the list that it is for, where the lock does not say
   * which package needs it.
   */
  list?: string;
  /** In a stage of the build, not in the image. */
  isBuildOnly: boolean;
  /** All that brings it, as far as the lock says so. Computed when asked for. */
  listChains: () => NeedChain[];
  /** What limits its versions, as far as lists and locks say so. */
  listHolds: () => Hold[];
}
