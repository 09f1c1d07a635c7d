# R and Python on one cluster: the same regression of the same sales, through reticulate.
set.seed(3)
price <- runif(200, 5, 15)
promoted <- rbinom(200, 1, 0.3)
sold <- 100 - 4 * price + 12 * promoted + rnorm(200)

in_r <- unname(coef(lm(sold ~ price + promoted)))

# Lists go to Python and come back: for arrays, reticulate has to be as new as NumPy.
python <- reticulate::py_run_string("
import numpy as np

def fit(price, promoted, sold):
    rows = np.column_stack([np.ones(len(sold)), price, promoted])
    return np.linalg.lstsq(rows, np.array(sold), rcond=None)[0].tolist()
")
in_python <- unlist(python$fit(price, promoted, sold))

stopifnot(isTRUE(all.equal(in_r, in_python, tolerance = 1e-8)))

cat(sprintf("both say that price moves sales by %.3f a unit\n", in_r[2]))
