import type { Bump } from './bump-of';
import type { LineDiff } from './diff-lines';

interface Difference {
  name: string;
  /** Whether the flavour asks for it by name; `null` if that is not known. */
  direct: boolean | null;
  /** By how many bytes it grew, negative if it shrank; `null` if a side has no size. */
  sizeChange: number | null;
}

export interface OneSided extends Difference {
  version: string;
}

/** `from` and `to` list all versions, comma-separated, if a package is there more than once. */
export interface Changed extends Difference, Bump {
  from: string;
  to: string;
}

/** What differs in one group. Each list has direct packages first and is sorted by name. */
export interface GroupDiff {
  ecosystem: string;
  environment: string | null;
  added: OneSided[];
  removed: OneSided[];
  changed: Changed[];
}

/** One of the two sides. */
export interface SideInfo {
  name: string;
  source: string;
  /** Uncompressed bytes of the image; `null` if this engine does not have it. */
  size: number | null;
  /** Bytes of all its files; `null` if they were not added up. */
  fileSize: number | null;
}

/** A package that makes one side larger than the other. */
export interface SizeChange extends Pick<
  GroupDiff,
  'ecosystem' | 'environment'
> {
  name: string;
  change: 'added' | 'removed' | 'changed';
  /** Bytes, signed; never 0. */
  sizeChange: number;
}

export interface InventoryDiff {
  from: SideInfo;
  to: SideInfo;
  isDifferent: boolean;
  /** What the two runtime lines are made of; null unless they are two, and known. */
  lines: LineDiff | null;
  /** Groups that differ. */
  groups: GroupDiff[];
  /** Of the images; `null` unless both are known. */
  sizeChange: number | null;
  /** Of all files; `null` unless both are known. */
  fileSizeChange: number | null;
  /** At most ten. The largest change comes first, whether it is up or down. */
  largest: SizeChange[];
  /** What could not be compared, and what was left out. */
  notes: string[];
}
