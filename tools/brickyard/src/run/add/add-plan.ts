import type { Place } from '../../errors';
import type { LockKindName } from '../../lock/kind/lock';
import type { Workspace } from '../../workspace/workspace';

export interface AddRequest {
  workspace: Workspace;
  /** Each gets, or loses, the same packages. */
  flavours: readonly string[];
  /** What to add or to take out, as lists write it, by ecosystem. */
  words: Readonly<Record<LockKindName, readonly string[]>>;
  isRemoval?: boolean;
  /** Add a line, too, for what an image below has already. */
  isAnyway?: boolean;
}

/** A line of a list that is another one afterwards. */
export interface ListChange {
  flavour: string;
  ecosystem: LockKindName;
  /** As it is compared. */
  name: string;
  /** In the list as it is afterwards; of what is taken out, before. */
  place: Place;
  /** Left out for a new package. */
  from?: string;
  /** Left out for one that is taken out. */
  to?: string;
}

/** A list as it is on disk, and as it is to be. */
export interface ListEdit {
  /** Absolute. */
  file: string;
  /** `packages/python/requirements.txt` */
  path: string;
  /** Left out where there is no such file. */
  before?: string;
  after: string;
}

/** What adding or taking out comes to; nothing of it is done yet. */
export interface AddPlan {
  changes: ListChange[];
  edits: ListEdit[];
  /** What whoever asked should know. */
  notes: string[];
  /** The flavours whose lists change and all that are built on them. */
  affected: string[];
  /** Those of them that have locks of `kinds`. */
  locked: string[];
  kinds: LockKindName[];
  /** Some of these locks are made in a container. */
  needsEngine: boolean;
}
