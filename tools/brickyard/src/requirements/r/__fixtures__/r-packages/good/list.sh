# one a line, or more
data.table
dplyr==1.1.4   R6 # wide tables

	ggplot2
DBI==1.2.3-1 \
  stringr
