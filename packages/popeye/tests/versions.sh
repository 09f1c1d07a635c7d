#!/bin/sh
# What this image promises beyond the packages: one R, one Python, fixed versions.
set -eu

Rscript --vanilla -e '
  wanted <- c(RColorBrewer = "1.1-3", xtable = "1.8-4", reshape2 = "1.4.4")
  for (name in names(wanted)) stopifnot(packageVersion(name) == wanted[[name]])
  stopifnot(reticulate::py_config()$python == Sys.getenv("PYSPARK_PYTHON"))'

dpkg-query --showformat '${Version}\n' --show tdsodbc | grep '^1\.3\.'

# The compilers stayed where the packages were built.
if command -v g++ gfortran; then exit 1; fi
