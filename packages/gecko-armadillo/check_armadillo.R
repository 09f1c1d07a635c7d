# Fails the build of an image in which armadillo would not work. R compares the
# versions of what a package imports as it loads it.
tryCatch(library(armadillo), error = function(error) {
  stop("armadillo does not load: ", conditionMessage(error),
    "\n  Add what is missing to r_packages.sh.", call. = FALSE)
})

built <- sub("^R ([0-9]+\\.[0-9]+).*", "\\1", packageDescription("armadillo")$Built)
if (!startsWith(as.character(getRversion()), paste0(built, "."))) {
  stop("armadillo is built for R ", built, ", this is R ", getRversion(), call. = FALSE)
}

slope <- rolling_lm(1:10, 2 * (1:10) + 1, width = 5)[10, "x1"]
if (!isTRUE(all.equal(unname(slope), 2))) stop("armadillo finds a slope of ", slope, ", not 2")
