# A commit at GitHub, as owner/repository[/folder]@commit.

github_address_of <- function(github) {
  base <- c(read_setting("GITHUB_MIRROR"), "https://github.com")
  bypass_proxy(base[nzchar(base)][1])
  path <- sub("^([^/]+/[^/@]+).*@", "\\1/archive/", github)
  sprintf("%s/%s.tar.gz", base[nzchar(base)][1], path)
}

# "" or "r/": where the package is in the unpacked tree.
github_folder_of <- function(github) {
  folder <- sub("^[^/]+/[^/@]+/?", "", sub("@.*$", "", github))
  if (nzchar(folder)) paste0(folder, "/") else ""
}

# The archive's own top folder may have any name.
read_github_description <- function(file, github) {
  top <- sub("/.*$", "", system2("tar", c("-tf", shQuote(file)), stdout = TRUE, stderr = FALSE)[1])
  if (!is.na(top)) read_fields(file, sprintf("%s/%sDESCRIPTION", top, github_folder_of(github)))
}

# Of what the archive unpacks to, since its own bytes may change.
hash_tree <- function(file) {
  folder <- tempfile("tree")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  status <- system2("tar", c("-C", shQuote(folder), "--strip-components=1", "-xf", shQuote(file)), stdout = FALSE, stderr = FALSE)
  if (status != 0) return("")
  system2("sh", c(shQuote(file.path(parts, "hash-tree")), shQuote(folder)), stdout = TRUE)
}
