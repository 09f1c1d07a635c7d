library(cairn)
stopifnot(height(c(1, 2.5)) == 3.5)
