/**
 * One thing that decides an image's content, named so that a difference can be
 * explained: `context:requirements.txt`, `base:ubuntu:24.04`, `arg:JDK_VERSION`.
 */
export interface KeyPart {
  readonly name: string;
  readonly value: string;
}

/** A part that differs between two builds of an image. */
export interface Reason {
  part: string;
  /** `unknown` is said of an image alone: the registry could not be asked. */
  change: 'added' | 'removed' | 'changed' | 'unknown';
  from?: string;
  to?: string;
}
