#include <Rinternals.h>

SEXP pile(SEXP stones) {
  double height = 0;
  for (R_xlen_t at = 0; at < XLENGTH(stones); at += 1) height += REAL(stones)[at];
  return ScalarReal(height);
}
