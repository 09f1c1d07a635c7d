# Installs what a lock says, and nothing else: no index is read. A lock has a line
# for each package: name, version, repository, form, file, hash. Its first lines
# say where these repositories are; src/cran/r-lock-text.ts writes both.

# Below it are packages that are newer than the rest of the lock.
ADDED <- "# added"

install_lock <- function(specs, options) {
  lock <- read_lock(options$lock)
  stop_on(find_unlocked(specs, lock$entries, list_installed()))
  if (options$added) lock$entries <- Filter(function(entry) entry$is_added, lock$entries)
  if (length(lock$entries) == 0) return(say("nothing to install: all of it is there"))
  folder <- tempfile("packages")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  introduce_r()
  say("installing %s of %s", count(lock$entries), lock$name)
  packages <- fetch_locked(lock, folder)
  run_install(packages, folder, options$compilers)
  stop_on(find_failures(packages, folder))
  stop_on(find_unmet(packages, list_installed()))
  report_installed(packages)
}

read_lock <- function(file) {
  lines <- readLines(file, warn = FALSE)
  name <- name_of_lock(lines, file)
  rows <- strsplit(lines, " ", fixed = TRUE)
  is_entry <- nzchar(lines) & !startsWith(lines, "#")
  bad <- which(is_entry & lengths(rows) != 6)
  if (length(bad) > 0) fail(name, ":", bad[1], ": is no line of a lock; run nx lock again")
  entries <- Map(parse_entry, rows[is_entry], sprintf("%s:%d", name, which(is_entry)))
  is_added <- cumsum(startsWith(lines, ADDED)) > 0
  entries <- Map(function(entry, is_added) c(entry, is_added = is_added), entries, is_added[is_entry])
  names(entries) <- vapply(entries, `[[`, "", "name")
  list(name = name, entries = entries, places = read_places(lines))
}

# As it is called in the repository, not as a build step mounts it.
name_of_lock <- function(lines, file) {
  runtime <- sub("^# runtime ([^,]+),.*$", "\\1", grep("^# runtime ", lines, value = TRUE))
  c(sprintf("locks/%s.r.txt", runtime), basename(file))[1]
}

parse_entry <- function(words, where) {
  list(
    name = words[1], version = words[2], from = words[3], path = words[5], hash = words[6],
    github = if (words[3] == "github") words[5] else NA, spec = list(name = words[1], where = where)
  )
}

# `# cran 2025-03-20`, `# bioc 3.20`, `# from house https://… secret:feed`
read_places <- function(lines) {
  value_of <- function(name) c(sub("^# [a-z]+ ", "", grep(sprintf("^# %s ", name), lines, value = TRUE)), "")[1]
  words <- strsplit(grep("^# from ", lines, value = TRUE), " ", fixed = TRUE)
  own <- vapply(words, function(word) word[4], "")
  secrets <- vapply(words, function(word) sub("^secret:", "", word[5]), "")
  names(own) <- names(secrets) <- vapply(words, `[`, "", 3)
  # What is compiled bears this date, with or without a lock.
  day <- value_of("cran")
  if (nzchar(day)) Sys.setenv(CRAN_SNAPSHOT = day)
  list(day = day, release = value_of("bioc"), own = own, secrets = secrets)
}

# Every file is there, and is the one that was locked, before any is installed.
fetch_locked <- function(lock, folder) {
  names <- unique(vapply(lock$entries, `[[`, "", "from"))
  urls <- vapply(setdiff(names, "github"), function(name) place_of(name, lock$places), "")
  requests <- lapply(lock$entries, function(entry) {
    url <- if (is.na(entry$github)) sprintf("%s/%s", urls[[entry$from]], entry$path) else github_address_of(entry$github)
    c(entry, url = url, file = file.path(folder, paste0(entry$name, ".tar.gz")))
  })
  for (url in urls) bypass_proxy(url)
  download_all(vapply(requests, `[[`, "", "url"), vapply(requests, `[[`, "", "file"))
  reasons <- lapply(requests, download_again)
  is_there <- vapply(reasons, is.null, TRUE)
  stop_on(c(
    unlist(Map(explain_download, requests[!is_there], reasons[!is_there])),
    find_altered(requests[is_there])
  ))
  described <- lapply(requests, describe_locked)
  stop_on(unlist(lapply(described, `[[`, "problem")))
  described
}

# A repository may have moved a version to its archive since.
download_again <- function(request) {
  if (file.exists(request$file)) return(NULL)
  reason <- download_one(request$url, request$file)
  if (is.null(reason) || !is.na(request$github) || grepl("/Archive/", request$path, fixed = TRUE)) return(reason)
  archived <- sprintf("%s/Archive/%s/%s", dirname(request$url), request$name, basename(request$path))
  if (is.null(download_one(archived, request$file))) NULL else reason
}

place_of <- function(name, places) {
  if (name == "cran") return(open_cran(places$day)$url)
  if (name == "bioc") {
    found <- open_bioconductor(places$release, places$day)
    if (length(found) == 1) return(found[[1]]$url)
    fail("the lock takes packages from Bioconductor: declare ARG BIOCONDUCTOR_REPOSITORY and ARG BIOCONDUCTOR_MIRROR in the stage that installs")
  }
  if (!name %in% names(places$own)) fail("the lock does not say where ", name, " is; run nx lock again")
  with_secret(name, sub("/+$", "", places$own[[name]]), places$secrets[[name]])
}

# A build secret has user:password, or the whole address.
with_secret <- function(name, url, secret) {
  if (is.na(secret)) return(url)
  file <- file.path("/run/secrets", secret)
  if (!file.exists(file)) {
    fail("the lock takes packages from ", name, ", which needs the build secret ", secret, ":\n  mount it in this step: RUN --mount=type=secret,id=", secret)
  }
  value <- trimws(readLines(file, n = 1, warn = FALSE))
  if (grepl("://", value, fixed = TRUE)) return(sub("/+$", "", value))
  words <- c(sub(":.*$", "", value), sub("^[^:]*:", "", value))
  sub("://", sprintf("://%s@", paste(vapply(words, URLencode, "", reserved = TRUE), collapse = ":")), url, fixed = TRUE)
}

find_altered <- function(requests) {
  is_tree <- vapply(requests, function(request) startsWith(request$hash, "tree:"), TRUE)
  hashes <- character(length(requests))
  hashes[is_tree] <- vapply(requests[is_tree], function(request) paste0("tree:", hash_tree(request$file)), "")
  hashes[!is_tree] <- hash_files(vapply(requests[!is_tree], `[[`, "", "file"))
  unlist(Map(function(request, hash) {
    if (hash == request$hash) return(NULL)
    problem_of(
      request, "what is at %s is not what was locked:\n  %s, and the lock has %s\n  Run nx lock with --upgrade if it may be another file.",
      redact(request$url), hash, request$hash
    )
  }, requests, hashes))
}

hash_files <- function(files) {
  if (length(files) == 0) return(character())
  paste0("sha256:", substr(system2("sha256sum", shQuote(files), stdout = TRUE), 1, 64))
}

describe_locked <- function(request) {
  description <- if (is.na(request$github)) {
    read_description(request$file, request$name)
  } else {
    read_github_description(request$file, request$github)
  }
  if (is.null(description) || !description$Version %in% request$version) {
    return(list(problem = problem_of(request, "the file is no R package of that name and version; run nx lock again")))
  }
  c(request, list(description = description, needs = list_needs(description)))
}

# A build by hand meets a lock that nobody compared with the lists.
find_unlocked <- function(specs, entries, installed) {
  unlist(lapply(specs, function(spec) {
    versions <- c(entries[[spec$name]]$version, if (spec$name %in% names(installed)) installed[[spec$name]])
    is_met <- length(versions) > 0 && (is.na(spec$version) || package_version(versions[1]) == spec$version)
    if (!is_met) sprintf("%s: %s: is not in the lock; run nx lock again", spec$where, spec$name)
  }))
}

# What comes with R may be older than a package needs; only R itself knows.
find_unmet <- function(packages, installed) {
  unlist(lapply(packages, function(package) {
    lapply(package$needs, function(need) {
      if (need$name == "R" || need$name %in% names(installed) && is_met(need, installed[[need$name]])) return(NULL)
      has <- if (need$name %in% names(installed)) paste("has", installed[[need$name]]) else "lacks it"
      problem_of(
        package, "version %s needs %s, and this image %s\n  Name a version of %s in the list: %s==<version>.",
        package$version, print_need(need), has, need$name, need$name
      )
    })
  }))
}
