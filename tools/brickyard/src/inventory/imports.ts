/** What results call R. Python's environments are called by their folders. */
export const R_ENVIRONMENT = 'R';

/** Modules to load, by environment: `/databricks/python3`. For R, its packages. */
export type Imports = Readonly<Record<string, readonly string[]>>;
