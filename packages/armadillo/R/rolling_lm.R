# Coefficients of y ~ x in each window of `width` rows.
#
# x      matrix or data frame of numbers, one row for each observation
# y      numbers, one for each row of x
# width  rows of a window
#
# Returns a matrix with one row for each row of x, `(Intercept)` first: the
# coefficients of the window that ends there. NA where the window is not full
# yet, holds a missing value, or does not determine the coefficients.
rolling_lm <- function(x, y, width) {
  x <- as_design(x, y)
  names <- c("(Intercept)", colnames(x))
  if (length(width) != 1 || is.na(width) || width < length(names)) {
    stop(sprintf("width must be at least %d, one for each coefficient", length(names)), call. = FALSE)
  }
  # In columns far from 0, or of different sizes, sums of squares lose the digits
  # that matter.
  complete <- is.finite(y) & is.finite(rowSums(x))
  center <- colMeans(x[complete, , drop = FALSE])
  size <- sqrt(colMeans(sweep(x[complete, , drop = FALSE], 2, center)^2))
  size[is.na(size) | size == 0] <- 1
  y_mean <- mean(y[complete])
  scaled <- sweep(sweep(x, 2, center), 2, size, "/")
  result <- rolling_fit(scaled, y - y_mean, complete, as.integer(width))
  result[, -1] <- sweep(result[, -1, drop = FALSE], 2, size, "/")
  result[, 1] <- result[, 1] + y_mean - drop(result[, -1, drop = FALSE] %*% center)
  dimnames(result) <- list(NULL, names)
  result
}
