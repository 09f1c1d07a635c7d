#!/bin/sh
# Packages of the team. Ask in #data before you take one out.
set -eu

install-r-packages data.table dplyr==1.1.4
install-r-packages \
  ggplot2 \
  jsonlite==1.8-9 # the last one that reads our files
