/**
 * `registry/repository:tag@digest`, parsed once.
 * Grammar: https://github.com/distribution/reference (reference.go).
 */
export interface Reference {
  /** Canonical host, with port if any: `docker.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** Without the host, never empty: `library/ubuntu`, `team/python`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}
