install-r-packages --library /tmp dplyr
install-r-packages
install-r-packages --check
