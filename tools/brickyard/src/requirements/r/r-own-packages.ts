/** They are part of R itself, and CRAN does not have them. */
export const BASE_R: readonly string[] =
  'base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk tools translations utils'.split(
    ' ',
  );

/**
 * They come with R, in the package r-recommended; CRAN has them, too.
 * https://cran.r-project.org/doc/FAQ/R-FAQ.html#Add_002don-packages-in-R
 */
export const RECOMMENDED_R: readonly string[] =
  'KernSmooth MASS Matrix boot class cluster codetools foreign lattice mgcv nlme nnet rpart spatial survival'.split(
    ' ',
  );
