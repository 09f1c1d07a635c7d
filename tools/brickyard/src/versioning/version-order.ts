/** What a release is counted by: everything else is a detail of it. */
export interface Release {
  /** A new way of counting: outranks every number. */
  epoch: number;
  /** Major, minor, patch, and whatever follows. */
  numbers: readonly number[];
}

/** How one ecosystem orders its versions. */
export interface VersionOrder {
  /** `undefined` for a text that is no version there. */
  releaseOf(version: string): Release | undefined;
  /** Below zero when `a` comes first. Both must have a release. */
  compare(a: string, b: string): number;
}
