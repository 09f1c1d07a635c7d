install-r-packages dplyr ggplot2
install-r-packages \
  stringr \
  dplyr==1.1.4
