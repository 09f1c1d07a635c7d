import type { LockKind } from '../kind/lock-kind';
import { describeR, digestRInputs, listMovedR, listRInputs } from './r-inputs';
import type { RLock } from './r-lock';
import { listRPackages } from './r-lock-text';
import { readRLocks } from './read-r-locks';

/** `r_packages.sh` and other lists of R packages, resolved without an engine. */
export const rLocks: LockKind<RLock> = {
  name: 'r',
  extension: '.r',
  isOptional: true,
  readLocks: readRLocks,
  digestInputs: digestRInputs,
  describeResolver: describeR,
  listMovedInputs: listMovedR,
  listInputs: listRInputs,
  listPackages: (text) => listRPackages(text),
};
