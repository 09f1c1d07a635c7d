.onLoad <- function(libname, pkgname) {
  packageStartupMessage(
    "hwriterPlus: this is the lab's stand-in. It writes no HTML; ",
    "the real package is in CRAN's archive."
  )
}
