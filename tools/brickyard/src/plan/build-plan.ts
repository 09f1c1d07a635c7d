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
  /** Of a build; left out where nothing is known, or nobody has looked. */
  cost?: CostEstimate;
}

/**
 * What a build will send, told before it: bytes of layers of the image that was
 * published last, compressed.
 */
export interface CostEstimate {
  /** All its layers. */
  size: number;
  /** Those that the build makes anew, but for those of images below. */
  upload: number;
  /** The same with these: what a node pulls that has the last image. */
  download: number;
  /** It is no more than that, and may be much less: what changes could not be told. */
  isBound: boolean;
  /** Packages whose sizes nobody knows, so that they are not counted. */
  uncounted: string[];
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
