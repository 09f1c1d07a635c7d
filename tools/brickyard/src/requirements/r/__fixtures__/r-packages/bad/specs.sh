install-r-packages dplyr>=1.1
install-r-packages dplyr=1.1
install-r-packages "dplyr"
install-r-packages dplyr==
install-r-packages 2dplyr
install-r-packages data_table
install-r-packages ok dplyr== 1.1
install-r-packages a
install-r-packages dplyr==latest
install-r-packages dplyr#no comment
install-r-packages dplyr.
install-r-packages ggplot2,stringr
install-r-packages jsonlite==1..2
