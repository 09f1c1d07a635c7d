WITH_VALUE <- c("--file", "--library", "--lock", "--compilers", "--repository")

parse_arguments <- function(words, usage) {
  options <- list(
    files = character(), library = NA, lock = NA, compilers = NA,
    repositories = character(), check = FALSE, added = FALSE, specs = character()
  )
  while (length(words) > 0) {
    word <- words[1]
    takes_value <- word %in% WITH_VALUE
    if (takes_value && length(words) < 2) fail(word, " needs a value\n", usage)
    if (word == "--help") {
      cat(usage, "\n", sep = "")
      quit(status = 0)
    }
    if (word == "--file") {
      options$files <- c(options$files, words[2])
    } else if (word == "--repository") {
      options$repositories <- c(options$repositories, words[2])
    } else if (takes_value) {
      options[[sub("^--", "", word)]] <- words[2]
    } else if (word %in% c("--check", "--added")) {
      options[[sub("^--", "", word)]] <- TRUE
    } else if (startsWith(word, "-")) {
      fail("no such option: ", word, "\n", usage)
    } else {
      options$specs <- c(options$specs, word)
    }
    words <- words[-seq_len(1 + takes_value)]
  }
  if (length(options$files) + length(options$specs) == 0 && is.na(options$lock) && !options$check) {
    fail("no packages\n", usage)
  }
  options
}

# R looks into this library first from now on.
use_library <- function(library) {
  if (!dir.exists(library) && !dir.create(library, recursive = TRUE, showWarnings = FALSE)) {
    fail("cannot make the library ", library)
  }
  .libPaths(c(library, .libPaths()))
}
