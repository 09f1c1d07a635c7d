data.table
set -e
dplyr==1.1.4 # two
