install-r-packages dplyr \
  # a comment ends the call, as in a shell \
install-r-packages ggplot2
