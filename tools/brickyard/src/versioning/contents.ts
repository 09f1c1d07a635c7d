import type { Package } from '../inventory/inventory';

/** Packages that are installed in one place and ordered in one way. */
export interface PackageGroup {
  /** `python`, `r`, `apt`, `system`, or what a package URL calls another one. */
  ecosystem: string;
  /** Of Python, its prefix: `/databricks/python3`. A list of pins has none. */
  environment: string | null;
  packages: readonly Package[];
}

/** What a flavour and its ancestors ask for by name; the rest came along. */
export interface DirectNames {
  /** By the last part of an environment's prefix (`python3`), names as PEP 503 writes them. */
  python: Readonly<Record<string, ReadonlySet<string>>>;
  r: ReadonlySet<string>;
}

/** One side of a comparison. */
export interface Contents {
  /** As people know it: `python@17.3-LTS`. */
  name: string;
  /** Where the list is from: a sentence's end, as `in dist/…/inventory.json`. */
  source: string;
  groups: readonly PackageGroup[];
  /** A list that does not say what else there may be. */
  isPartial: boolean;
  /** Uncompressed bytes of the image's layers: what the engine stores. */
  size: number | null;
  /** Bytes of all files that a container sees; null or absent when nobody added them up. */
  fileSize?: number | null;
  /** Absent when nobody tells. */
  direct?: DirectNames;
}
