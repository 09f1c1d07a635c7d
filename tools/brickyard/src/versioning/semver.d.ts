/** As much of it as is used here. */
declare module 'semver' {
  export interface SemVer {
    major: number;
    minor: number;
    patch: number;
  }
  /** `null` for what is no version. */
  export function parse(version: string): SemVer | null;
  export function compare(a: string, b: string): -1 | 0 | 1;
}
