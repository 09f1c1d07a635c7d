#!/bin/sh
# The R packages of this image beside those of packages/r, which are on it too.

install-r-packages reticulate   # Python from R
