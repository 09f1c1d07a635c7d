import type { Bump } from './bump-of';

interface Difference {
  name: string;
  /** Asked for by name; `null` when nobody tells. */
  direct: boolean | null;
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
}

export interface InventoryDiff {
  from: SideInfo;
  to: SideInfo;
  isDifferent: boolean;
  /** Groups that differ. */
  groups: GroupDiff[];
  /** Of the images; `null` unless both are known. */
  sizeChange: number | null;
  /** What could not be compared, and what was left out. */
  notes: string[];
}
