export interface Package {
  name: string;
  version: string;
  /** Bytes of its files; for Debian and Python, what the package says itself. */
  size?: number;
}

/** Packages that are installed in one place and ordered in one way. */
export interface PackageGroup {
  /** The name of an ecosystem, or the type of a package URL that we have none for. */
  ecosystem: string;
  /** For Python the prefix, `/databricks/python3`; a list of pins has none. */
  environment: string | null;
  packages: readonly Package[];
}
