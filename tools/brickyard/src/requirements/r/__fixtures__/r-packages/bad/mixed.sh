install-r-packages dplyr \
  # a comment ends the call
  ggplot2
stringr
