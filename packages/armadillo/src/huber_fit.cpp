#include <RcppArmadillo.h>

namespace {

// Scales the median absolute deviation to the standard deviation of a normal
// distribution.
const double MAD_TO_SIGMA = 1.482602218505602;

arma::vec solve_weighted(const arma::mat& x, const arma::vec& y,
                         const arma::vec& weights) {
  const arma::vec root = arma::sqrt(weights);
  arma::vec coefficients;
  if (!arma::solve(coefficients, x.each_col() % root, y % root,
                   arma::solve_opts::no_approx)) {
    Rcpp::stop("the columns of x depend on each other");
  }
  return coefficients;
}

arma::vec huber_weights(const arma::vec& distance, double limit) {
  arma::vec weights(distance.n_elem, arma::fill::ones);
  const arma::uvec far = arma::find(distance > limit);
  weights.elem(far) = limit / distance.elem(far);
  return weights;
}

}  // namespace

// [[Rcpp::export]]
Rcpp::List huber_fit(const arma::mat& x, const arma::vec& y, double k,
                     double tolerance, int max_iterations) {
  arma::vec weights(y.n_elem, arma::fill::ones);
  arma::vec coefficients = solve_weighted(x, y, weights);
  double scale = 0;
  bool converged = false;
  int iteration = 0;

  while (!converged && iteration < max_iterations) {
    ++iteration;
    const arma::vec distance = arma::abs(y - x * coefficients);
    scale = MAD_TO_SIGMA * arma::median(distance);
    // More than half of the rows lie on the plane: it cannot fit better.
    if (scale <= std::numeric_limits<double>::epsilon() * arma::abs(y).max()) {
      converged = true;
      break;
    }
    weights = huber_weights(distance, k * scale);
    const arma::vec next = solve_weighted(x, y, weights);
    const double change = arma::abs(next - coefficients).max();
    converged = change <= tolerance * arma::abs(next).max();
    coefficients = next;
  }

  return Rcpp::List::create(
      Rcpp::Named("coefficients") = coefficients, Rcpp::Named("scale") = scale,
      Rcpp::Named("weights") = weights, Rcpp::Named("iterations") = iteration,
      Rcpp::Named("converged") = converged);
}
