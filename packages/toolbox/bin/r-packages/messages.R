COMMAND <- "install-r-packages"

say <- function(...) cat(sprintf("%s: %s\n", COMMAND, sprintf(...)))

count <- function(items, what = "package") {
  paste0(length(items), " ", what, if (length(items) != 1) "s")
}

# Ends the build step.
fail <- function(...) {
  cat(COMMAND, ": ", ..., "\n", sep = "", file = stderr())
  quit(status = 1)
}

# All problems at once: each names file, line and package.
stop_on <- function(problems) {
  if (length(problems) == 0) return(invisible())
  cat(paste0(problems, "\n"), sep = "", file = stderr())
  fail(count(problems, "problem"), "; see above")
}

# An address without the user and password in it.
redact <- function(text) gsub("://[^/@[:space:]]*@", "://", text)

indent <- function(lines) paste0("  | ", lines, collapse = "\n")
