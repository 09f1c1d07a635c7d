/** https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file */
export const R_NAME = '[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]';

/** What stands before `::`: Bioconductor, CRAN, or a repository that image.ts names. */
export const REPOSITORY_NAME = '[a-z][a-z0-9-]*';
