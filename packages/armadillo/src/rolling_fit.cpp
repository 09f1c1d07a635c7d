#include <RcppArmadillo.h>

namespace {

// Sums of products over the rows of a window.
class Window {
public:
  explicit Window(arma::uword columns)
      : squares_(columns, columns, arma::fill::zeros),
        products_(columns, arma::fill::zeros) {}

  void add(const arma::vec& row, double y) { update(row, y, 1.0); }
  void drop(const arma::vec& row, double y) { update(row, y, -1.0); }

  void clear() {
    squares_.zeros();
    products_.zeros();
  }

  bool solve(arma::vec& coefficients) const {
    // rcond is 0 for a singular matrix; what is below this has no digit left.
    if (arma::rcond(squares_) < 1e-14) return false;
    return arma::solve(coefficients, squares_, products_,
                       arma::solve_opts::likely_sympd + arma::solve_opts::no_approx);
  }

private:
  void update(const arma::vec& row, double y, double sign) {
    squares_ += sign * (row * row.t());
    products_ += (sign * y) * row;
  }

  arma::mat squares_;
  arma::vec products_;
};

}  // namespace

// One row of coefficients for each row of x, the intercept first. `complete` says
// which rows count; a window with another has no coefficients.
// [[Rcpp::export]]
arma::mat rolling_fit(const arma::mat& x, const arma::vec& y,
                      const Rcpp::LogicalVector& complete, int width) {
  const arma::uword rows = x.n_rows, size = width;
  // By columns, as Armadillo stores them.
  const arma::mat design =
      arma::join_cols(arma::rowvec(rows, arma::fill::ones), x.t());
  arma::mat result(rows, design.n_rows);
  result.fill(NA_REAL);
  Window window(design.n_rows);
  arma::vec coefficients;
  arma::uword incomplete = 0;

  for (arma::uword i = 0; i < rows; ++i) {
    if (i % 65536 == 0) Rcpp::checkUserInterrupt();
    const bool leaves = i >= size;
    if (leaves && !complete[i - size]) --incomplete;
    if (!complete[i]) ++incomplete;

    if (leaves && i % size == 0) {
      // Rounding errors of what was added and dropped would pile up.
      window.clear();
      for (arma::uword j = i - size + 1; j < i; ++j) {
        if (complete[j]) window.add(design.col(j), y[j]);
      }
    } else if (leaves && complete[i - size]) {
      window.drop(design.col(i - size), y[i - size]);
    }
    if (complete[i]) window.add(design.col(i), y[i]);

    const bool full = i + 1 >= size;
    if (full && incomplete == 0 && window.solve(coefficients)) {
      result.row(i) = coefficients.t();
    }
  }
  return result;
}
