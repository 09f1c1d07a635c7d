/** A repository of R packages, as one line sees it. */
export interface RRepository {
  /** `cran`, `bioc`, or a name of image.ts. */
  name: string;
  /** Without a slash at its end; may have a password in it. */
  url: string;
  /** Folders below the address that have a src/contrib each: `bioc/`, or one that is empty. */
  parts: readonly string[];
  /** What the address shows never changes: a day is in it. */
  isDated: boolean;
  /** Of a repository of one's own: what comes from there and from nowhere else; all that it has when left out. */
  packages?: readonly string[];
}

/** Bioconductor's packages, and the data that they need. https://bioconductor.org/packages */
export const BIOCONDUCTOR_PARTS = [
  'bioc/',
  'data/annotation/',
  'data/experiment/',
  'workflows/',
];

/** Which repositories are everybody's; any other is named in image.ts. */
export function isOwn({ name }: RRepository): boolean {
  return name !== 'cran' && name !== 'bioc';
}
