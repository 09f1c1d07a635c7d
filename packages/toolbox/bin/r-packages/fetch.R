# From what is asked for to files on disk: what is missing, then what that needs,
# until nothing is missing. Nothing is installed before all of it is there.
#
# A request is a package, perhaps at a version, because of `spec`; `via` is set
# when it is another package that needs it.

fetch_packages <- function(specs, installed, repositories, folder) {
  missing <- Filter(function(spec) !is_installed(spec, installed), specs)
  asked <- vapply(missing, `[[`, "", "name")
  requests <- lapply(missing, function(spec) c(spec[c("name", "version", "repository", "github")], list(spec = spec)))
  packages <- list()
  problems <- character()
  while (length(requests) > 0) {
    fetched <- fetch_requests(requests, repositories, folder)
    is_good <- vapply(fetched, function(one) is.null(one$problem), TRUE)
    problems <- c(problems, vapply(fetched[!is_good], `[[`, "", "problem"))
    packages <- c(packages, fetched[is_good])
    known <- c(asked, vapply(packages, `[[`, "", "name"))
    requests <- list_requests(fetched[is_good], known, installed)
  }
  names(packages) <- vapply(packages, `[[`, "", "name")
  stop_on(unique(c(problems, find_conflicts(packages, specs, installed))))
  packages
}

# Where an installed package came from is not known: one that has to be of a
# commit is installed again.
is_installed <- function(spec, installed) {
  is.na(spec$github) && spec$name %in% names(installed) &&
    (is.na(spec$version) || package_version(installed[[spec$name]]) == spec$version)
}

# What packages need that is neither known nor installed.
list_requests <- function(packages, known, installed) {
  requests <- unlist(lapply(packages, function(package) {
    is_missing <- function(need) {
      !need$name %in% c("R", known) &&
        !(need$name %in% names(installed) && is_met(need, installed[[need$name]]))
    }
    lapply(Filter(is_missing, package$needs), function(need) {
      list(name = need$name, version = NA, repository = NA, github = NA, spec = package$spec, via = package$name)
    })
  }), recursive = FALSE)
  requests[!duplicated(vapply(requests, `[[`, "", "name"))]
}

# Each request with `file`, `version` and `needs`, or with its `problem`.
fetch_requests <- function(requests, repositories, folder) {
  located <- lapply(requests, locate, repositories)
  is_found <- vapply(located, function(one) is.null(one$problem), TRUE)
  found <- lapply(located[is_found], function(request) {
    c(request, file = file.path(folder, paste0(request$name, ".tar.gz")))
  })
  reasons <- download_all(
    vapply(found, `[[`, "", "url"),
    vapply(found, `[[`, "", "file")
  )
  c(located[!is_found], Map(describe, found, reasons))
}

# Where it is: in the index, or below the archive for another version.
locate <- function(request, repositories) {
  if (!is.na(request$github)) return(c(request, url = github_address_of(request$github)))
  chosen <- choose_repository(request, repositories)
  if (!is.null(chosen$problem)) return(chosen)
  repository <- chosen$repository
  entry <- find_in_index(index_of(repository), request$name)
  is_other <- !is.na(request$version) &&
    (is.null(entry) || package_version(entry$Version) != request$version)
  if (!is_other) return(c(request, url = address_of(repository, entry)))
  has <- if (is.null(entry)) "does not have it at all" else paste("has", entry$Version)
  url <- archive_address_of(repository, request$name, request$version)
  c(request, url = url, snapshot = has)
}

describe <- function(request, reason) {
  if (!is.null(reason)) return(list(problem = explain_download(request, reason)))
  description <- if (is.na(request$github)) {
    read_description(request$file, request$name)
  } else {
    read_github_description(request$file, request$github)
  }
  if (is.null(description)) {
    return(list(problem = problem_of(request, "what is at %s is no R package of that name", redact(request$url))))
  }
  if (description$Package != request$name) {
    return(list(problem = problem_of(request, "the package at github::%s is called %s: write %s=github::%s", request$github, description$Package, description$Package, request$github)))
  }
  r <- find_r_problem(description$Depends)
  if (!is.null(r)) return(list(problem = explain_r(request, description, r)))
  request$version <- description$Version
  c(request, list(description = description, needs = list_needs(description)))
}

# "dplyr 1.1.4 needs rlang >= 1.1.0" against what will be there.
find_conflicts <- function(packages, specs, installed) {
  unlist(lapply(packages, function(package) {
    lapply(package$needs, function(need) {
      version <- c(packages[[need$name]]$version, if (need$name %in% names(installed)) installed[[need$name]])[1]
      if (need$name == "R" || is.null(version) || is_met(need, version)) return(NULL)
      explain_conflict(package, need, version, specs)
    })
  }))
}
