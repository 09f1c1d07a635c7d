check_packages <- function(specs) {
  installed <- installed.packages(noCache = TRUE)
  installed <- installed[!duplicated(rownames(installed)), , drop = FALSE]
  if (length(specs) == 0) specs <- list_library(installed)
  found <- parallel::mclapply(specs, find_check_problem, installed, mc.cores = count_jobs())
  stop_on(unlist(Map(tell_ended, found, specs)))
  say("checked %s", count(specs))
}

# A package that ends R ends the process that loads it, and so what that has found.
tell_ended <- function(found, spec) {
  if (is.character(found) && !inherits(found, "try-error")) return(found)
  sprintf("%s: %s: R ended while it loaded this package, or another one beside it", spec$where, spec$name)
}

list_library <- function(installed) {
  library <- .libPaths()[1]
  names <- rownames(installed)[installed[, "LibPath"] == library]
  lapply(names, function(name) list(name = name, version = NA, where = library))
}

find_check_problem <- function(spec, installed) {
  problem <- function(...) sprintf("%s: %s: %s", spec$where, spec$name, sprintf(...))
  if (!spec$name %in% rownames(installed)) return(problem("is not installed"))
  version <- installed[[spec$name, "Version"]]
  if (!is.na(spec$version) && package_version(version) != spec$version) {
    return(problem("version %s is installed, %s is asked for", version, spec$version))
  }
  reason <- load_package(spec$name)
  if (is.null(reason)) character() else problem("does not load: %s%s", reason, hint_for_load(reason))
}

# NULL, or why it does not load.
load_package <- function(name) {
  tryCatch(
    {
      suppressWarnings(suppressPackageStartupMessages(library(name, character.only = TRUE)))
      NULL
    },
    error = conditionMessage
  )
}

hint_for_load <- function(reason) {
  if (!grepl("cannot open shared object file", reason, fixed = TRUE)) return("")
  "\n  A system library is missing in this image: install its apt package in the stage that checks."
}
