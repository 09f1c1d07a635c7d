library(armadillo)

set.seed(1)
rows <- 500
# Prices of days since 1970: far from 0, as real columns are.
x <- cbind(day = 20000 + seq_len(rows), price = rnorm(rows, 100, 5))
y <- 1e6 + 3 * x[, "day"] - 2 * x[, "price"] + rnorm(rows)
width <- 30
found <- rolling_lm(x, y, width)

# The same as least squares on each window by itself, to the end.
for (end in c(30, 31, 59, 60, 61, 250, 500)) {
  window <- (end - width + 1):end
  expected <- lm.fit(cbind(1, x[window, ]), y[window])$coefficients
  stopifnot(all.equal(unname(found[end, ]), unname(expected), tolerance = 1e-6))
}

# A row for each row of x; none before the first window is full.
stopifnot(
  identical(dim(found), c(500L, 3L)),
  identical(colnames(found), c("(Intercept)", "day", "price")),
  all(is.na(found[1:29, ])),
  !anyNA(found[30:500, ])
)

# A missing value touches the windows that hold it, and no other.
with_gap <- y
with_gap[100] <- NA
gap <- rolling_lm(x, with_gap, width)
stopifnot(
  identical(which(is.na(gap[, 1])), c(1:29, 100:129)),
  all.equal(gap[-(1:129), ], found[-(1:129), ], tolerance = 1e-6)
)

# A window that does not determine the coefficients has none.
flat <- c(1, 1, 1, 1, 2, 3)
found <- rolling_lm(flat, c(1, 2, 3, 4, 6, 8), 3)
stopifnot(identical(is.na(found[, 2]), c(TRUE, TRUE, TRUE, TRUE, FALSE, FALSE)))

# Wrong input is named.
message_of <- function(call) tryCatch(call, error = conditionMessage)
stopifnot(
  message_of(rolling_lm(1:5, 1:4, 3)) == "x has 5 rows, y has 4 values",
  message_of(rolling_lm(letters, 1:26, 3)) == "x must be numeric, not character",
  message_of(rolling_lm(1:5, 1:5, 1)) == "width must be at least 2, one for each coefficient"
)

# Neither no rows at all nor a window longer than the data is an error.
stopifnot(
  nrow(rolling_lm(matrix(0, 0, 2), numeric(), 3)) == 0,
  all(is.na(rolling_lm(1:5, 1:5, 10)))
)

# Columns of very different sizes are no obstacle.
found <- rolling_lm(x %*% diag(c(1e6, 1e-6)), y, width)
expected <- lm.fit(cbind(1, x[471:500, ]), y[471:500])$coefficients
stopifnot(all.equal(unname(found[500, 2:3] * c(1e6, 1e-6)), unname(expected[2:3]), tolerance = 1e-6))
