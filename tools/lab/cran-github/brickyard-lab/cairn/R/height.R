# The height of stones that lie on each other.
height <- function(stones) .Call(pile, as.double(stones))
