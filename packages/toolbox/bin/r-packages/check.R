check_packages <- function(specs, options) {
  installed <- list_installed()
  if (length(specs) == 0) specs <- list_library()
  missing <- lapply(specs, find_missing, installed)
  is_there <- vapply(missing, is.null, TRUE)
  loaded <- if (options$added) list_added(options$lock, specs[is_there]) else specs[is_there]
  found <- parallel::mclapply(loaded, find_load_problem, mc.cores = count_jobs())
  stop_on(unlist(c(missing, Map(tell_ended, found, loaded))))
  say("checked %s", count(loaded))
}

# What the lock has below its line `# added`. Without a lock, nothing was there before.
list_added <- function(lock, specs) {
  if (is.na(lock) || !file.exists(lock)) return(specs)
  entries <- Filter(function(entry) entry$is_added, read_lock(lock)$entries)
  lapply(entries, function(entry) c(entry["name"], entry$spec["where"]))
}

# A package that ends R ends the process that loads it, and so what that has found.
tell_ended <- function(found, spec) {
  if (is.character(found) && !inherits(found, "try-error")) return(found)
  sprintf("%s: %s: R ended while it loaded this package, or another one beside it", spec$where, spec$name)
}

list_library <- function() {
  library <- .libPaths()[1]
  names <- rownames(installed.packages(library, noCache = TRUE))
  lapply(names, function(name) list(name = name, version = NA, where = library))
}

find_missing <- function(spec, installed) {
  if (!spec$name %in% names(installed)) return(problem_of(list(spec = spec), "is not installed"))
  version <- installed[[spec$name]]
  if (is.na(spec$version) || package_version(version) == spec$version) return(NULL)
  problem_of(list(spec = spec), "version %s is installed, %s is asked for", version, spec$version)
}

find_load_problem <- function(spec) {
  reason <- load_package(spec$name)
  if (is.null(reason)) return(character())
  problem_of(list(spec = spec), "does not load: %s%s", reason, hint_for_load(reason))
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
