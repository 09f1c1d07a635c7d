import type { Bump } from './bump-of';

interface Difference {
  name: string;
  /** Asked for by name; `null` when nobody tells. */
  direct: boolean | null;
  /** Bytes that it takes more; fewer are negative; `null` when a side does not tell. */
  sizeChange: number | null;
}

export interface OneSided extends Difference {
  version: string;
}

/** `from` and `to` list all versions, comma-separated, of what is there more than once. */
export interface Changed extends Difference, Bump {
  from: string;
  to: string;
}

/** What differs in one place; direct packages first, each part by name. */
export interface GroupDiff {
  ecosystem: string;
  environment: string | null;
  added: OneSided[];
  removed: OneSided[];
  changed: Changed[];
}

/** Which of the two is being spoken of. */
export interface SideInfo {
  name: string;
  source: string;
  /** Uncompressed bytes of the image; `null` when it is no image of this engine. */
  size: number | null;
  /** Bytes of all its files; `null` when nobody added them up. */
  fileSize: number | null;
}

/** One of the packages that make one side larger than the other. */
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
  /** Groups that differ. */
  groups: GroupDiff[];
  /** Of the images; `null` unless both are known. */
  sizeChange: number | null;
  /** Of all files; `null` unless both sides tell it. */
  fileSizeChange: number | null;
  /** Ten at most; the largest change first, whether up or down. */
  largest: SizeChange[];
  /** What could not be compared, and what was left out. */
  notes: string[];
}
