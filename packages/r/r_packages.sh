#!/bin/sh
# The R packages of this image, from the runtime's day of CRAN. For a version of
# another day: dplyr==1.1.4.

# data
install-r-packages data.table dplyr tidyr tibble readr purrr stringr lubridate

# files and services
install-r-packages DBI httr jsonlite xml2

# figures and reports
install-r-packages ggplot2 knitr
