#!/bin/sh
# What Databricks' R notebooks need of an image.

install-r-packages Rserve               # Spark talks to R processes through it
install-r-packages hwriter TeachingDemos
install-r-packages hwriterPlus==1.0-3   # shows output of cells; CRAN has archived it
install-r-packages htmltools            # notebooks do not work without it
