/** The numbers of a release, without its suffixes. */
export interface Release {
  /** A new way of counting. It outranks every number. */
  epoch: number;
  /** Major, minor, patch, and whatever follows. */
  numbers: readonly number[];
}

/** How one ecosystem orders its versions. */
export interface VersionOrder {
  /** `undefined` for a text that is not a version in this ecosystem. */
  releaseOf(version: string): Release | undefined;
  /** Below zero if `a` comes first. Both must have a release. */
  compare(a: string, b: string): number;
}
