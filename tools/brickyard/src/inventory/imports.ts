/** What results call R, beside the folders of Python's environments. */
export const R_ENVIRONMENT = 'R';

/** Modules to load, by environment: `/databricks/python3`, or R and its packages. */
export type Imports = Readonly<Record<string, readonly string[]>>;
