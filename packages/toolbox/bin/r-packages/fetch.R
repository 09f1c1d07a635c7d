# From what is asked for to files on disk: what is missing, then what that needs,
# until nothing is missing. Nothing is installed before all of it is there.
#
# A request is a package, perhaps at a version, because of `spec`; `via` is set
# when it is another package that needs it.

fetch_packages <- function(specs, installed, repository, folder) {
  missing <- Filter(function(spec) !is_installed(spec, installed), specs)
  pinned <- vapply(Filter(function(spec) !is.na(spec$version), specs), `[[`, "", "name")
  requests <- lapply(missing, function(spec) list(name = spec$name, version = spec$version, spec = spec))
  packages <- list()
  problems <- character()
  while (length(requests) > 0) {
    fetched <- fetch_requests(requests, repository, folder)
    is_good <- vapply(fetched, function(one) is.null(one$problem), TRUE)
    problems <- c(problems, vapply(fetched[!is_good], `[[`, "", "problem"))
    packages <- c(packages, fetched[is_good])
    known <- c(pinned, vapply(packages, `[[`, "", "name"))
    requests <- list_requests(fetched[is_good], known, installed)
  }
  names(packages) <- vapply(packages, `[[`, "", "name")
  stop_on(unique(c(problems, find_conflicts(packages, specs, installed))))
  packages
}

is_installed <- function(spec, installed) {
  spec$name %in% names(installed) &&
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
      list(name = need$name, version = NA, spec = package$spec, via = package$name)
    })
  }), recursive = FALSE)
  requests[!duplicated(vapply(requests, `[[`, "", "name"))]
}

# Each request with `file`, `version` and `needs`, or with its `problem`.
fetch_requests <- function(requests, repository, folder) {
  located <- lapply(requests, locate, repository)
  is_found <- vapply(located, function(one) is.null(one$problem), TRUE)
  found <- lapply(located[is_found], function(request) {
    c(request, file = file.path(folder, basename(request$url)))
  })
  reasons <- download_all(
    vapply(found, `[[`, "", "url"),
    vapply(found, `[[`, "", "file")
  )
  c(located[!is_found], Map(describe, found, reasons))
}

# Where it is: in the snapshot, or below the archive for another version.
locate <- function(request, repository) {
  entry <- find_in_index(repository$index, request$name)
  is_other <- !is.na(request$version) &&
    (is.null(entry) || package_version(entry$Version) != request$version)
  if (is_other) {
    has <- if (is.null(entry)) "does not have it at all" else paste("has", entry$Version)
    url <- archive_address_of(repository, request$name, request$version)
    return(c(request, url = url, snapshot = has))
  }
  if (is.null(entry)) return(list(problem = explain_missing(request, repository)))
  c(request, url = address_of(repository, entry))
}

describe <- function(request, reason) {
  if (!is.null(reason)) return(list(problem = explain_download(request, reason)))
  description <- read_description(request$file, request$name)
  if (is.null(description)) {
    return(list(problem = problem_of(request, "what is at %s is no R package of that name", redact(request$url))))
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
