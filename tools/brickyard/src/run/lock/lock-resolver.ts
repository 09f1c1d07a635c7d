import type { Lock } from '../../lock/kind/lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import type { ParentImages } from './lock-parents';
import type { LockRequest, LockTask } from './lock-request';

/** The locks of one task, as they are on disk, and what resolves them. */
export interface LockWork extends LockRequest {
  task: LockTask;
  /** At least one, all of the task's kind. */
  locks: readonly Lock[];
  /** Every image of the workspace that can be made. */
  all: readonly ResolvedImage[];
  /** What a stage is built on; builds what is missing. */
  placeParents: (stage: ResolvedImage) => Promise<ParentImages>;
  /** The first task of a run that asks under a name does the work, and the others get what came of it. */
  share: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  reporter: Reporter;
}

/** How one kind of locks is resolved: the half of it that asks an index, a repository or an engine. */
export interface LockResolver {
  /**
   * Finds what needs no index to be wrong. Throws all of it at once, with file and
   * line; what is only worth a warning goes to `services.warn`.
   */
  check?(work: LockWork, services: Services): void | Promise<void>;
  /**
   * A text for each lock, in their order, without the header. It keeps what is locked
   * (`lock.text`) unless something speaks against it or `upgrade` is set, and writes
   * nothing. Rejects LOCK_CONFLICT, LOCK_FAILED with the lines that are to blame.
   */
  resolve(work: LockWork, services: Services): Promise<string[]>;
}
