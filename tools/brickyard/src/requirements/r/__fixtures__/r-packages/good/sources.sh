#!/bin/sh
install-r-packages bioc::limma cran::dplyr
install-r-packages house::pricing==1.2-3 github::r-lib/cli@0123456789abcdef0123456789abcdef01234567
install-r-packages \
  arrow=github::apache/arrow/r@0123456789abcdef0123456789abcdef01234567 \
  github::team/tools/r/pricing2@0123456789abcdef0123456789abcdef01234567   # a folder
