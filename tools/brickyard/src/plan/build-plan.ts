import type { Reason } from '../key/key-part';

export type ImagePlace = 'engine' | 'registry';

/** What will be done with one image, and why. */
export interface ImagePlan {
  flavour: string;
  runtime: string;
  action: 'reuse' | 'build';
  foundIn: ImagePlace | null;
  key: string;
  /** Why it builds; empty for `reuse`. */
  reasons: Reason[];
}

/** A base whose tag no longer names the content that images.lock.json records. */
export interface MovedBase {
  /** As the lock names it: `ubuntu:24.04`. */
  image: string;
  /** Digest that is built on. */
  locked: string;
  /** Digest that the tag names now. */
  current: string;
}

/** A plan is a value: `--dry-run` prints it, tests compare it. */
export interface BuildPlan {
  /** Parents before children. */
  images: ImagePlan[];
  requests: { head: number; get: number };
  /** Left out when not looked up: only `brickyard plan` does that. */
  movedBases?: MovedBase[];
}
