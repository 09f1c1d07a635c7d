# A package as its own DESCRIPTION tells it.

FIELDS <- c("Package", "Version", "Depends", "Imports", "LinkingTo", "Built", "NeedsCompilation")

# NULL when the file is no package of that name.
read_description <- function(file, name) {
  description <- read_fields(file, paste0(name, "/DESCRIPTION"))
  if (description$Package %in% name) description
}

# NULL, or the fields of a DESCRIPTION in a tarball. Only as far as that file is it
# read; R's own untar reads all of it, slowly.
read_fields <- function(file, path, ...) {
  text <- tempfile()
  on.exit(unlink(text))
  system2("tar", c("-xOf", shQuote(file), "--occurrence=1", ..., shQuote(path)), stdout = text, stderr = FALSE)
  fields <- tryCatch(read.dcf(text, fields = FIELDS), error = function(error) NULL)
  if (is.null(fields) || nrow(fields) == 0 || is.na(fields[1, "Package"])) return(NULL)
  as.list(fields[1, ])
}

# A binary was compiled elsewhere: it needs no headers any more.
list_needs <- function(description) {
  fields <- c("Depends", "Imports", if (is.na(description$Built)) "LinkingTo")
  parse_dependencies(unlist(description[fields]))
}

# "R (>= 4.1), rlang" → a list of name, comparison and version.
parse_dependencies <- function(text) {
  words <- trimws(unlist(strsplit(text[!is.na(text)], ",")))
  lapply(words[nzchar(words)], function(word) {
    name <- sub("[[:space:]]*\\(.*$", "", word)
    if (!grepl("(", word, fixed = TRUE)) return(list(name = name, comparison = NA, version = NA))
    rule <- gsub("^[^(]*\\([[:space:]]*|[[:space:]]*\\)$", "", word)
    list(name = name, comparison = sub("[^<>=!].*$", "", rule), version = trimws(sub("^[<>=!]+", "", rule)))
  })
}

is_met <- function(need, version) {
  if (is.na(need$comparison)) return(TRUE)
  compare <- get(if (need$comparison == "=") "==" else need$comparison)
  compare(package_version(version), need$version)
}

print_need <- function(need) {
  if (is.na(need$comparison)) need$name else paste(need$name, need$comparison, need$version)
}

# NULL, or which R a "Depends" asks for that this one is not.
find_r_problem <- function(depends) {
  needs <- Filter(function(need) need$name == "R", parse_dependencies(depends))
  # A few old packages name a revision (R >= r57), which every R now has passed.
  needs <- Filter(function(need) !grepl("^r", need$version), needs)
  unmet <- Filter(function(need) !is_met(need, as.character(getRversion())), needs)
  if (length(unmet) > 0) print_need(unmet[[1]])
}
