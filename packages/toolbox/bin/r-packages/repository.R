# The dated repository: its address and its index.

INDEX_TIMEOUT <- 60

open_repository <- function() {
  url <- find_repository_url()
  # Posit serves binaries to whoever says which R on which system is asking.
  options(HTTPUserAgent = sprintf("R/%s R (%s)", getRversion(), paste(
    getRversion(), R.version$platform, R.version$arch, R.version$os
  )))
  bypass_proxy(url)
  list(url = url, index = fetch_index(url))
}

find_repository_url <- function() {
  base <- c(read_setting("CRAN_MIRROR"), read_setting("CRAN_REPOSITORY"), NA)
  base <- base[!base %in% ""][1]
  day <- read_setting("CRAN_SNAPSHOT")
  if (!is.na(base) && nzchar(day)) {
    return(sprintf("%s/__linux__/%s/%s", base, read_codename(), day))
  }
  fail(
    if (is.na(base)) "CRAN_REPOSITORY" else "CRAN_SNAPSHOT", " is not set: there is no R repository to install from.\n",
    "  Declare ARG CRAN_REPOSITORY, ARG CRAN_MIRROR and ARG CRAN_SNAPSHOT in the stage that installs.\n",
    "  A runtime line says which day's repository it is, a profile's mirrors say where else to get it."
  )
}

read_setting <- function(name) sub("/+$", "", Sys.getenv(name))

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

fetch_index <- function(url) {
  address <- paste0(url, "/src/contrib/PACKAGES.gz")
  file <- tempfile()
  on.exit(unlink(file))
  reason <- download_one(address, file, INDEX_TIMEOUT)
  if (!is.null(reason)) {
    fail(
      "cannot read the R repository at ", redact(address), ": ", reason, "\n",
      "  Is it up, and does it have this day for this system?"
    )
  }
  parse_index(file, address)
}

parse_index <- function(file, address) {
  connection <- gzfile(file)
  on.exit(close(connection))
  index <- tryCatch(
    read.dcf(connection, fields = c("Package", "Version", "Depends", "Path")),
    error = function(error) fail(redact(address), " is no index of R packages: ", conditionMessage(error))
  )
  index[!is.na(index[, "Package"]) & !is.na(index[, "Version"]), , drop = FALSE]
}

# A repository may have one version for newer R's and one for older ones.
find_in_index <- function(index, name) {
  rows <- index[index[, "Package"] == name, , drop = FALSE]
  if (nrow(rows) == 0) return(NULL)
  rows <- rows[order(package_version(rows[, "Version"]), decreasing = TRUE), , drop = FALSE]
  runs_here <- vapply(rows[, "Depends"], function(text) is.null(find_r_problem(text)), TRUE)
  as.list(rows[if (any(runs_here)) which(runs_here)[1] else 1, ])
}

address_of <- function(repository, entry) {
  folder <- if (is.na(entry$Path)) "" else paste0(entry$Path, "/")
  sprintf("%s/src/contrib/%s%s_%s.tar.gz", repository$url, folder, entry$Package, entry$Version)
}

archive_address_of <- function(repository, name, version) {
  sprintf("%s/src/contrib/Archive/%s/%s_%s.tar.gz", repository$url, name, name, version)
}
