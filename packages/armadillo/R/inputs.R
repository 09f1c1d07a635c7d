# x as a numeric matrix that belongs to y, or an error that says why not.
as_design <- function(x, y) {
  x <- as.matrix(x)
  if (!is.numeric(x)) stop("x must be numeric, not ", typeof(x), call. = FALSE)
  if (!is.numeric(y)) stop("y must be numeric, not ", typeof(y), call. = FALSE)
  if (nrow(x) != length(y)) {
    stop(sprintf("x has %d rows, y has %d values", nrow(x), length(y)), call. = FALSE)
  }
  storage.mode(x) <- "double"
  if (is.null(colnames(x))) colnames(x) <- paste0("x", seq_len(ncol(x)))
  x
}
