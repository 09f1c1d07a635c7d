/** Fields of a DESCRIPTION file, and MD5sum of the tarball. */
export type RPackage = Record<string, string>;

/** Writes PACKAGES and PACKAGES.gz from the tarballs in the folder. */
export function indexFolder(folder: string): RPackage[];
export function parseDescription(text: string): RPackage;
export function renderPackages(packages: readonly RPackage[]): string;
