# Where packages come from: an address, and the index that is there. A repository
# is a list of `name`, `url` and `parts`, the folders that have a src/contrib each.

INDEX_TIMEOUT <- 60
# Bioconductor's packages, and the data that they need.
BIOCONDUCTOR_PARTS <- c("bioc/", "data/annotation/", "data/experiment/", "workflows/")

# Each index is read once, when it is first asked for.
INDEXES <- new.env()

# Those of one's own first: what they have comes from them alone.
open_repositories <- function(own) {
  introduce_r()
  repositories <- c(lapply(own, parse_repository), list(open_cran()), open_bioconductor())
  for (repository in repositories) bypass_proxy(repository$url)
  names(repositories) <- vapply(repositories, `[[`, "", "name")
  repositories
}

# Posit serves binaries to whoever says which R on which system is asking.
introduce_r <- function() {
  options(HTTPUserAgent = sprintf("R/%s R (%s)", getRversion(), paste(
    getRversion(), R.version$platform, R.version$arch, R.version$os
  )))
}

# `house=https://…`, or a file with the address, such as a build secret.
parse_repository <- function(text) {
  name <- sub("=.*$", "", text)
  place <- sub("^[^=]*=", "", text)
  if (!grepl("^[a-z][a-z0-9-]*$", name) || name == text) fail("--repository ", name, ": write name=https://host/path, or name=<file with the address>")
  if (!grepl("://", place, fixed = TRUE)) {
    if (!file.exists(place)) fail("--repository ", name, ": there is no file ", place)
    place <- trimws(readLines(place, n = 1, warn = FALSE))
  }
  list(name = name, url = sub("/+$", "", place), parts = "")
}

open_cran <- function(day = read_setting("CRAN_SNAPSHOT")) {
  base <- first_setting("CRAN_MIRROR", "CRAN_REPOSITORY")
  if (nzchar(base) && nzchar(day)) return(list(name = "cran", url = dated(base, day), parts = ""))
  fail(
    if (nzchar(base)) "CRAN_SNAPSHOT" else "CRAN_REPOSITORY", " is not set: there is no R repository to install from.\n",
    "  Declare ARG CRAN_REPOSITORY, ARG CRAN_MIRROR and ARG CRAN_SNAPSHOT in the stage that installs.\n",
    "  A runtime line says which day's repository it is, a profile's mirrors say where else to get it."
  )
}

# A list of one, or of none where the line has no Bioconductor.
open_bioconductor <- function(release = read_setting("BIOCONDUCTOR_RELEASE"), day = read_setting("CRAN_SNAPSHOT")) {
  base <- first_setting("BIOCONDUCTOR_MIRROR", "BIOCONDUCTOR_REPOSITORY")
  if (!nzchar(base) || !nzchar(release)) return(list())
  # https://bioconductor.org/packages keeps no days.
  folder <- if (grepl("/packages$", base)) base else paste0(dated(base, day), "/packages")
  list(list(name = "bioc", url = paste0(folder, "/", release), parts = BIOCONDUCTOR_PARTS))
}

dated <- function(base, day) sprintf("%s/__linux__/%s/%s", base, read_codename(), day)

read_setting <- function(name) sub("/+$", "", Sys.getenv(name))

first_setting <- function(...) {
  values <- vapply(c(...), read_setting, "")
  c(values[nzchar(values)], "")[[1]]
}

read_codename <- function() {
  line <- grep("^VERSION_CODENAME=", readLines("/etc/os-release"), value = TRUE)
  gsub("^VERSION_CODENAME=|\"", "", line)
}

# A proxy elsewhere cannot reach a mirror on this machine.
bypass_proxy <- function(url) {
  host <- sub("^[a-z]+://([^/@]*@)?(\\[[^]]*\\]|[^:/]+).*$", "\\2", url)
  if (!grepl("^(localhost|127[.][0-9.]+|\\[::1\\])$", host)) return(invisible())
  others <- Sys.getenv(c("no_proxy", "NO_PROXY"))
  Sys.setenv(no_proxy = paste(c(gsub("[][]", "", host), others[nzchar(others)]), collapse = ","))
}

index_of <- function(repository) {
  if (is.null(INDEXES[[repository$name]])) assign(repository$name, fetch_index(repository), INDEXES)
  INDEXES[[repository$name]]
}

fetch_index <- function(repository) {
  indexes <- lapply(repository$parts, function(part) fetch_part(repository, part))
  do.call(rbind, indexes)
}

# A mirror need not have the data that goes with Bioconductor's packages.
fetch_part <- function(repository, part) {
  address <- sprintf("%s/%ssrc/contrib/PACKAGES.gz", repository$url, part)
  file <- tempfile()
  on.exit(unlink(file))
  reason <- download_one(address, file, INDEX_TIMEOUT)
  if (is.null(reason)) return(parse_index(file, address, part))
  if (part != repository$parts[1]) return(NULL)
  fail(
    "cannot read the R repository at ", redact(address), ": ", reason, "\n",
    "  Is it up, and does it have this day for this system?"
  )
}

parse_index <- function(file, address, part) {
  connection <- gzfile(file)
  on.exit(close(connection))
  index <- tryCatch(
    read.dcf(connection, fields = c("Package", "Version", "Depends", "Path")),
    error = function(error) fail(redact(address), " is no index of R packages: ", conditionMessage(error))
  )
  index <- index[!is.na(index[, "Package"]) & !is.na(index[, "Version"]), , drop = FALSE]
  cbind(index, Part = rep(part, nrow(index)))
}

# A repository may have one version for newer R's and one for older ones.
find_in_index <- function(index, name) {
  rows <- index[index[, "Package"] == name, , drop = FALSE]
  if (nrow(rows) == 0) return(NULL)
  rows <- rows[rows[, "Part"] == rows[1, "Part"], , drop = FALSE]
  rows <- rows[order(package_version(rows[, "Version"]), decreasing = TRUE), , drop = FALSE]
  runs_here <- vapply(rows[, "Depends"], function(text) is.null(find_r_problem(text)), TRUE)
  as.list(rows[if (any(runs_here)) which(runs_here)[1] else 1, ])
}

address_of <- function(repository, entry) {
  folder <- if (is.na(entry$Path)) "" else paste0(entry$Path, "/")
  sprintf("%s/%ssrc/contrib/%s%s_%s.tar.gz", repository$url, entry$Part, folder, entry$Package, entry$Version)
}

archive_address_of <- function(repository, name, version) {
  sprintf("%s/%ssrc/contrib/Archive/%s/%s_%s.tar.gz", repository$url, repository$parts[1], name, name, version)
}
