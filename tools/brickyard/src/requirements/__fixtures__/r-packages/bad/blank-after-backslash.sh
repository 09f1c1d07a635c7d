dplyr \ 
ggplot2
