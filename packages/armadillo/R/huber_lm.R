# Coefficients of y ~ x that a few wild values of y do not move.
#
# Huber's M-estimator by iteratively reweighted least squares; the scale is the
# median absolute residual. Rows with a missing value are left out.
#
# x          matrix or data frame of numbers, one row for each observation
# y          numbers, one for each row of x
# k          residuals beyond k scales count less; 1.345 keeps 95 % of least
#            squares' efficiency when there are no outliers
# tolerance  stop when no coefficient changes by more than this share
#
# Returns a list: coefficients, scale, weights (NA for rows left out), iterations.
huber_lm <- function(x, y, k = 1.345, tolerance = 1e-8, max_iterations = 100L) {
  x <- as_design(x, y)
  names <- c("(Intercept)", colnames(x))
  complete <- is.finite(y) & is.finite(rowSums(x))
  if (sum(complete) < length(names)) {
    stop(sprintf("%d complete rows do not determine %d coefficients", sum(complete), length(names)), call. = FALSE)
  }
  design <- cbind(1, x[complete, , drop = FALSE])
  fit <- huber_fit(design, y[complete], k, tolerance, max_iterations)
  if (!fit$converged) {
    warning(sprintf("no convergence after %d iterations", max_iterations), call. = FALSE)
  }
  weights <- rep(NA_real_, length(y))
  weights[complete] <- drop(fit$weights)
  list(
    coefficients = setNames(drop(fit$coefficients), names),
    scale = fit$scale,
    weights = weights,
    iterations = fit$iterations
  )
}
