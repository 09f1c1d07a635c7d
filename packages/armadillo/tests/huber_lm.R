library(armadillo)

set.seed(2)
rows <- 200
x <- cbind(price = runif(rows, 5, 15), promoted = rbinom(rows, 1, 0.3))
y <- 50 - 3 * x[, "price"] + 8 * x[, "promoted"] + rnorm(rows)

# Without outliers it is nearly least squares.
clean <- huber_lm(x, y)
stopifnot(
  identical(names(clean$coefficients), c("(Intercept)", "price", "promoted")),
  all.equal(unname(clean$coefficients), c(50, -3, 8), tolerance = 0.05),
  clean$scale > 0.8, clean$scale < 1.2
)

# Wild values hardly move it; they move least squares far.
wild <- y
wild[1:10] <- 1000
robust <- huber_lm(x, wild)
stopifnot(
  max(abs(robust$coefficients - clean$coefficients)) < 1,
  max(abs(lm.fit(cbind(1, x), wild)$coefficients - clean$coefficients)) > 5,
  all(robust$weights[1:10] < 0.01)
)

# The same estimate as that of MASS, which comes with R.
expected <- MASS::rlm(cbind(1, x), wild, maxit = 200, acc = 1e-10)
stopifnot(
  all.equal(unname(robust$coefficients), unname(coef(expected)), tolerance = 1e-5),
  # MASS rounds the constant to 0.6745.
  all.equal(robust$scale, expected$s, tolerance = 1e-4)
)

# Rows with missing values are left out, and keep their place.
y[3] <- NA
stopifnot(identical(which(is.na(huber_lm(x, y)$weights)), 3L))

# A plane that fits exactly ends the search.
exact <- huber_lm(1:10, 2 * (1:10) + 1)
stopifnot(all.equal(unname(exact$coefficients), c(1, 2)))

# Wrong input is named.
message_of <- function(call) tryCatch(call, error = conditionMessage)
stopifnot(
  message_of(huber_lm(cbind(a = 1:5, b = 1:5), rnorm(5))) == "the columns of x depend on each other",
  message_of(huber_lm(c(1, NA), c(1, 2))) == "1 complete rows do not determine 2 coefficients",
  message_of(huber_lm(1:3, "a")) == "y must be numeric, not character"
)
