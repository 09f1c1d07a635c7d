#!/bin/sh
# What armadillo is compiled against. Flavours that use it need Rcpp alone.
install-r-packages Rcpp RcppArmadillo
