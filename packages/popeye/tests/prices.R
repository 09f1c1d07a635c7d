# Tiny models of prices: each finds the effect that the data were made with.
set.seed(1)
rows <- 400
sales <- data.frame(
  price = runif(rows, 5, 15),
  promoted = rbinom(rows, 1, 0.3),
  store = factor(sample(letters[1:8], rows, replace = TRUE))
)
by_store <- rnorm(8, sd = 6)
sales$sold <- 100 - 4 * sales$price + 12 * sales$promoted + by_store[sales$store] + rnorm(rows)

x <- as.matrix(sales[c("price", "promoted")])
penalised <- glmnet::cv.glmnet(x, sales$sold, nfolds = 5)
slope <- as.matrix(coef(penalised, s = "lambda.min"))["price", 1]
stopifnot(abs(slope + 4) < 0.5)

mixed <- lme4::lmer(sold ~ price + promoted + (1 | store), sales)
stopifnot(abs(lme4::fixef(mixed)[["price"]] + 4) < 0.1)

forest <- ranger::ranger(sold ~ price + promoted + store, sales, num.trees = 50, seed = 1, num.threads = 2)
stopifnot(forest$r.squared > 0.8)

old_forest <- randomForest::randomForest(x, sales$sold, ntree = 50)
stopifnot(cor(old_forest$predicted, sales$sold) > 0.7)

tidy <- broom::tidy(lm(sold ~ price, sales))
stopifnot(identical(tidy$term, c("(Intercept)", "price")))

cat(sprintf("price moves sales by %.2f a unit\n", slope))
