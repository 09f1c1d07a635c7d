# What can be wrong with a request: the place, the package, what to do.

problem_of <- function(request, ...) {
  whose <- if (is.null(request$via)) "" else sprintf("its dependency %s: ", request$name)
  sprintf("%s: %s: %s%s", request$spec$where, request$spec$name, whose, sprintf(...))
}

explain_missing <- function(request, repository) {
  near <- find_near(request$name, index_of(repository)[, "Package"])
  hint <- if (length(near) > 0) {
    sprintf("Do you mean %s?", paste(near, collapse = " or "))
  } else {
    sprintf("If it was archived, name its version: %s==<version>.", request$name)
  }
  problem_of(request, "there is no such package in %s\n  %s", redact(repository$url), hint)
}

find_near <- function(name, names) {
  head(unique(names[adist(name, names, ignore.case = TRUE) <= 1]), 3)
}

explain_download <- function(request, reason) {
  if (is.null(request$snapshot)) {
    return(problem_of(request, "cannot be downloaded from %s: %s", redact(request$url), reason))
  }
  problem_of(
    request, "version %s is not to be had: the repository %s, and %s: %s\n  Name a version that is there, or none for the repository's.",
    request$version, request$snapshot, redact(request$url), reason
  )
}

explain_r <- function(request, description, r) {
  problem_of(
    request, "version %s needs %s, this is R %s\n  Name an older version that runs here: %s==<version>, or another runtime.",
    description$Version, r, getRversion(), request$name
  )
}

explain_conflict <- function(package, need, version, specs) {
  asked <- Filter(function(spec) spec$name == need$name && !is.na(spec$version), specs)
  source <- if (length(asked) > 0) paste(asked[[1]]$where, "asks for") else "there is"
  problem_of(package, "version %s needs %s, but %s %s", package$version, print_need(need), source, version)
}
