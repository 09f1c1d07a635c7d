LOG_LINES <- 25

install_packages <- function(specs, options) {
  installed <- list_installed()
  if (all(vapply(specs, is_installed, TRUE, installed))) {
    say("nothing to install: %s there already", count(specs))
    return(invisible())
  }
  folder <- tempfile("packages")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  repositories <- open_repositories(options$repositories)
  say("installing from %s", redact(repositories$cran$url))
  packages <- fetch_packages(specs, installed, repositories, folder)
  run_install(packages, folder, options$compilers)
  stop_on(find_failures(packages, folder))
  report_installed(packages)
}

# Versions by name; of a package in two libraries, the one that R would load.
list_installed <- function() {
  versions <- installed.packages(noCache = TRUE)[, "Version"]
  versions[!duplicated(names(versions))]
}

run_install <- function(packages, folder, compilers) {
  is_binary <- vapply(packages, function(package) !is.na(package$description$Built), TRUE)
  parallel::mclapply(packages[is_binary], unpack_binary, folder, mc.cores = count_jobs(), mc.preschedule = FALSE)
  if (all(is_binary)) return(invisible())
  sources <- packages[!is_binary]
  is_compiled <- vapply(sources, must_compile, TRUE)
  if (any(is_compiled)) get_compilers(compilers, names(sources)[is_compiled])
  compile_sources(sources, folder)
}

# CRAN says so. A commit does not, but a folder src does.
must_compile <- function(package) {
  says <- package$description$NeedsCompilation
  if (is.na(says)) has_code(package) else says == "yes"
}

has_code <- function(package) {
  files <- system2("tar", c("-tf", shQuote(package$file)), stdout = TRUE, stderr = FALSE)
  folder <- if (is.na(package$github)) "" else github_folder_of(package$github)
  any(startsWith(sub("^[^/]+/", "", files), paste0(folder, "src/")))
}

# Only where something has to be compiled: that takes longer than all the rest.
get_compilers <- function(command, names) {
  if (is.na(command) || nzchar(Sys.which("gcc")) && nzchar(Sys.which("make"))) return(invisible())
  say("%s has to be compiled: %s", paste(names, collapse = ", "), command)
  if (system(command) != 0) fail("--compilers ", command, ": failed")
}

# All that R CMD INSTALL does with one, without starting R for each.
unpack_binary <- function(package, folder) {
  library <- .libPaths()[1]
  unlink(file.path(library, package$name), recursive = TRUE)
  status <- unpack(package, library, log_of(package, folder))
  # Half a package must not look like one.
  if (status != 0) unlink(file.path(library, package$name), recursive = TRUE)
}

unpack <- function(package, folder, log, ...) {
  options <- c("--no-same-owner", "-C", shQuote(folder), ..., "-xf", shQuote(package$file))
  system2("tar", options, stdout = log, stderr = log)
}

# Where its DESCRIPTION is then.
unpack_source <- function(package, sources, log) {
  folder <- file.path(sources, package$name)
  if (is.na(package$github)) {
    unpack(package, sources, log)
    return(folder)
  }
  dir.create(folder)
  unpack(package, folder, log, "--strip-components=1")
  paste0(folder, "/", github_folder_of(package$github))
}

# Those that need no other one first, several at once.
compile_sources <- function(packages, folder) {
  sources <- open_source_folder(folder)
  on.exit(unlink(sources, recursive = TRUE))
  while (length(packages) > 0) {
    waits <- vapply(packages, function(package) any(names_of(package$needs) %in% names(packages)), TRUE)
    # A circle is nobody's: R says of each what it lacks.
    ready <- if (all(waits)) packages else packages[!waits]
    parallel::mclapply(ready, compile_source, sources, folder, mc.cores = count_jobs(), mc.preschedule = FALSE)
    packages <- packages[setdiff(names(packages), names(ready))]
  }
}

# R writes into a package where it was compiled, and unpacks a tarball in another
# place each time. Only while another call is at work here is that so still.
open_source_folder <- function(folder) {
  sources <- file.path(dirname(tempdir()), "install-r-packages")
  if (!dir.create(sources, showWarnings = FALSE)) dir.create(sources <- file.path(folder, "sources"))
  sources
}

compile_source <- function(package, sources, folder) {
  log <- log_of(package, folder)
  source <- unpack_source(package, sources, log)
  options <- c("--pkglock", "--strip", paste0("--library=", shQuote(.libPaths()[1])), built_timestamp())
  system2(
    file.path(R.home("bin"), "R"),
    c("CMD", "INSTALL", options, shQuote(sub("/$", "", source))),
    stdout = log, stderr = log
  )
}

# R writes down when it compiled a package, and compresses that: two builds of the
# same sources would differ, even in size.
built_timestamp <- function() {
  shQuote(sprintf("--built-timestamp=%s 00:00:00 UTC", read_setting("CRAN_SNAPSHOT")))
}

count_jobs <- function() max(1, parallel::detectCores(), na.rm = TRUE)

# First what is broken by itself, with its log; then who goes without.
find_failures <- function(packages, folder) {
  failed <- Filter(function(package) !is_current(package), packages)
  needs_failed <- function(package) any(names_of(package$needs) %in% names(failed))
  is_root <- vapply(failed, function(package) !needs_failed(package), TRUE)
  others <- Filter(function(package) is.null(package$via), failed[!is_root])
  c(
    vapply(failed[is_root], explain_failure, "", folder),
    vapply(others, function(package) {
      missing <- intersect(names_of(package$needs), names(failed))
      problem_of(package, "not installed, because %s is not", paste(missing, collapse = ", "))
    }, "")
  )
}

names_of <- function(needs) vapply(needs, `[[`, "", "name")

is_current <- function(package) {
  file <- file.path(.libPaths()[1], package$name, "DESCRIPTION")
  file.exists(file) && read.dcf(file, "Version")[1] %in% package$version
}

explain_failure <- function(package, folder) {
  is_compiled <- is.na(package$description$Built) && must_compile(package)
  what <- if (is_compiled) "did not compile" else "did not install"
  problem_of(package, "version %s %s; the end of its log:\n%s%s", package$version, what, read_log(package, folder), hint_for(is_compiled))
}

# What tar and R say of a package.
log_of <- function(package, folder) file.path(folder, paste0(package$name, ".out"))

read_log <- function(package, folder) {
  file <- log_of(package, folder)
  if (!file.exists(file)) return(indent("(there is none)"))
  indent(tail(readLines(file, warn = FALSE), LOG_LINES))
}

hint_for <- function(is_compiled) {
  if (!is_compiled) return("")
  if (!nzchar(Sys.which("gcc"))) {
    return("\n  There is no compiler here: install it in the stage that has one, as r's Dockerfile does.")
  }
  "\n  When a header or library is missing, install its -dev package in the stage that compiles."
}

report_installed <- function(packages) {
  names <- sort(names(packages), method = "radix")
  versions <- vapply(packages[names], function(package) paste(package$name, package$version), "")
  say("installed %s in %s", count(packages), .libPaths()[1])
  cat(strwrap(paste(versions, collapse = ", "), width = 100, prefix = "  "), sep = "\n")
}
