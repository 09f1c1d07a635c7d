/** One package of a lock. */
export interface LockedRPackage {
  name: string;
  version: string;
  /** `cran`, `bioc`, `github`, or a name of image.ts. */
  repository: string;
  /** What the file is: compiled for the line's R and system, or to be compiled. */
  form: 'binary' | 'source';
  /** Below the repository: `src/contrib/xtable_1.8-4.tar.gz`; at GitHub `r-lib/cli@<commit>`. */
  file: string;
  /** `sha256:…` of the file, `tree:…` of what an archive of GitHub's unpacks to. */
  hash: string;
}
