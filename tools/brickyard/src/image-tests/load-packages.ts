/** As `importPackages`, in one R. A package is loaded, and not attached. */
export const loadPackages = String.raw`
arguments <- commandArgs(trailingOnly = TRUE)
listed <- utils::read.delim(arguments[[1]], header = FALSE, colClasses = "character", quote = "")
first <- as.integer(arguments[[3]])
limit <- as.integer(arguments[[4]])

tell <- function(...) {
  fields <- trimws(gsub("[[:space:]]+", " ", c(...)))
  cat("brickyard-test", paste0("\t", fields), "\n", sep = "", file = arguments[[2]], append = TRUE)
}

load <- function(name) {
  if (!nzchar(system.file(package = name))) return(c("missing", "-", "-"))
  version <- utils::packageDescription(name, fields = "Version")
  setTimeLimit(elapsed = limit, transient = TRUE)
  on.exit(setTimeLimit())
  tryCatch({
    suppressPackageStartupMessages(loadNamespace(name))
    c("ok", version, "-")
  }, error = function(error) c("failed", version, conditionMessage(error)))
}

for (index in seq_len(nrow(listed))) {
  number <- listed[index, 1]
  if (as.integer(number) < first) next
  tell("begin", number)
  began <- proc.time()[["elapsed"]]
  result <- load(listed[index, 2])
  took <- round((proc.time()[["elapsed"]] - began) * 1000)
  tell("package", number, result[[1]], took, result[[2]], result[[3]])
}
`;
