import type { Reason } from '../key/key-part';

export type Place = 'engine' | 'registry';

/** What will be done with one image, and why. */
export interface ImagePlan {
  flavour: string;
  runtime: string;
  action: 'reuse' | 'build';
  foundIn: Place | null;
  key: string;
  /** Why it builds; empty for `reuse`. */
  reasons: Reason[];
}

/** A plan is a value: `--dry-run` prints it, tests compare it. */
export interface BuildPlan {
  /** Parents before children. */
  images: ImagePlan[];
  requests: { head: number; get: number };
}
