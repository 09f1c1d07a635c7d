# What is asked for: a spec is a package, perhaps a version, and where that is written.

NAME <- "[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]"
VERSION <- "[0-9]+([.-][0-9]+)*"
SPEC <- sprintf("^(([a-z][a-z0-9-]*)::)?(%s)(==(%s))?$", NAME, VERSION)
PART <- "[A-Za-z0-9_.-]+"
GITHUB <- sprintf("^((%s)=)?github::(%s(/%s)+)@([0-9a-f]{40})$", NAME, PART, PART)

read_specs <- function(options) {
  words <- c(
    lapply(options$specs, function(text) list(text = text, where = COMMAND, file = "", is_call = TRUE)),
    unlist(lapply(options$files, read_words), recursive = FALSE)
  )
  specs <- lapply(words, parse_spec)
  is_good <- !vapply(specs, is.null, TRUE)
  specs <- specs[is_good]
  stop_on(c(vapply(words[!is_good], explain_bad_word, ""), find_mixed(words), find_duplicates(specs)))
  specs
}

read_words <- function(file) {
  if (!file.exists(file) || dir.exists(file)) fail("there is no file ", file)
  lines <- readLines(file, warn = FALSE, skipNul = TRUE)
  # Bytes, whatever the encoding: what is not ASCII can only be in comments.
  Encoding(lines) <- "bytes"
  if (length(lines) > 0) lines[1] <- sub("^\xef\xbb\xbf", "", lines[1], useBytes = TRUE)
  words_of_lines(sub("\r$", "", lines, useBytes = TRUE), basename(file))
}

# Each word with its line. The file may be a script, so a call of this command
# stands for what it names, and the shell's own settings say nothing here.
words_of_lines <- function(lines, file) {
  found <- list()
  is_continued <- FALSE
  is_call <- FALSE
  for (number in seq_along(lines)) {
    words <- split_words(lines[number])
    goes_on <- is_continuation(lines[number])
    if (!is_continued && words[1] %in% "set") words <- character()
    if (!is_continued) is_call <- words[1] %in% COMMAND
    if (!is_continued && is_call) words <- words[-1]
    place <- list(where = paste0(file, ":", number), file = file, is_call = is_call)
    found <- c(found, lapply(words, function(text) c(text = text, place)))
    is_continued <- goes_on
  }
  found
}

without_comment <- function(line) sub("(^|[ \t])#.*$", "", line, useBytes = TRUE)

is_continuation <- function(line) endsWith(without_comment(line), "\\")

split_words <- function(line) {
  text <- sub("\\\\$", "", without_comment(line), useBytes = TRUE)
  words <- strsplit(text, "[ \t]+", useBytes = TRUE)[[1]]
  words[nzchar(words)]
}

# NULL for what is no spec. Of version, repository and github, NA stands for any.
parse_spec <- function(word) {
  spec <- parse_github(word$text)
  if (is.null(spec)) spec <- parse_named(word$text)
  if (!is.null(spec)) c(spec, where = word$where)
}

parse_named <- function(text) {
  found <- match_groups(SPEC, text)
  if (length(found) == 0 || found[3] == "github") return(NULL)
  list(name = found[4], version = or_na(found[6]), repository = or_na(found[3]), github = NA)
}

# `github` is owner/repository[/folder]@commit.
parse_github <- function(text) {
  found <- match_groups(GITHUB, text)
  if (length(found) == 0) return(NULL)
  parts <- strsplit(found[4], "/", fixed = TRUE)[[1]]
  name <- if (nzchar(found[3])) found[3] else parts[length(parts)]
  if (any(parts %in% c(".", "..")) || !grepl(sprintf("^%s$", NAME), name, useBytes = TRUE)) return(NULL)
  list(name = name, version = NA, repository = NA, github = paste0(found[4], "@", found[6]))
}

match_groups <- function(pattern, text) {
  regmatches(text, regexec(pattern, text, useBytes = TRUE))[[1]]
}

or_na <- function(text) if (nzchar(text)) text else NA

explain_bad_word <- function(word) {
  is_github <- grepl("github::", word$text, fixed = TRUE, useBytes = TRUE)
  hint <- if (is_github) "github::owner/repository@ and all 40 digits of a commit" else "dplyr or dplyr==1.1.4"
  sprintf("%s: %s is no package; write %s", word$where, encodeString(word$text, quote = "\""), hint)
}

# In a file with calls, the shell would take a line of names for a command.
find_mixed <- function(words) {
  called <- unique(vapply(Filter(function(word) word$is_call, words), `[[`, "", "file"))
  bare <- Filter(function(word) !word$is_call && word$file %in% called, words)
  bare <- bare[!duplicated(vapply(bare, `[[`, "", "where"))]
  vapply(bare, function(word) {
    sprintf("%s: other lines call %s, so this one must too: write %s %s", word$where, COMMAND, COMMAND, word$text)
  }, "")
}

find_duplicates <- function(specs) {
  names <- vapply(specs, `[[`, "", "name")
  vapply(which(duplicated(names)), function(again) {
    first <- specs[[match(names[again], names)]]
    sprintf("%s: %s: already named at %s; keep one of the two", specs[[again]]$where, names[again], first$where)
  }, "")
}
