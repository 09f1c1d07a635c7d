dplyr
