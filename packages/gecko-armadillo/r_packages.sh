#!/bin/sh
# What armadillo needs to run. It is on python-r because of reticulate; whoever
# takes that away there shall not break this image.

install-r-packages Rcpp
