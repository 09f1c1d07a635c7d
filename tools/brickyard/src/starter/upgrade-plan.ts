import type { CopyUpgrade } from './copy-upgrade';
import type { VersionChanges } from './starter-changes';

/** A folder that is not upgraded, and why. */
export type SkippedCopy = { folder: string } & (
  | { why: 'gone'; renamedTo: string | undefined }
  | { why: 'unrecorded'; edited: readonly string[] }
  | { why: 'retired'; starter: string }
);

/** What `nx g brickyard:upgrade` would do to the files of a workspace. */
export interface UpgradePlan {
  /** Of this Brickyard. */
  version: string;
  upgrades: readonly CopyUpgrade[];
  skipped: readonly SkippedCopy[];
  /** What the versions in between changed in these starters, oldest first. */
  changes: readonly VersionChanges[];
}
