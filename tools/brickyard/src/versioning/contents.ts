import type { PackageGroup } from '../ecosystems/package';
import { system } from '../ecosystems/system/system';
import type { Runtime } from '../runtime/schema';

/** What a flavour and its ancestors ask for by name. All other packages are dependencies. */
export type DirectNames = readonly DirectGroup[];

export interface DirectGroup {
  ecosystem: string;
  /** Two environments are the same if the last part of their path is: `python3`. */
  environment: string | null;
  /** As the ecosystem normalises them. */
  names: ReadonlySet<string>;
}

/** One side of a comparison. */
export interface Contents {
  /** What people call it: `python@17.3-LTS`. */
  name: string;
  /** Where the list comes from: `dist/…/inventory.json`. */
  source: string;
  groups: readonly PackageGroup[];
  /** Whether there may be packages that the list does not name. */
  isPartial: boolean;
  /** Uncompressed bytes of the image's layers, which is what the engine stores. */
  size: number | null;
  /** Bytes of all files that a container sees; null or absent if they were not added up. */
  fileSize?: number | null;
  /** Absent if it is not known. */
  direct?: DirectNames;
  /** The runtime line that it is for; absent if that is not known. */
  line?: Runtime;
}

/** Only a list that was made by looking at the whole image has the group of the system. */
export function isWholeImage(groups: readonly PackageGroup[]): boolean {
  return groups.some(({ ecosystem }) => ecosystem === system.name);
}
