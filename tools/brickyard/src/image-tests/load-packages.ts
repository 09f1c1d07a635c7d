import { testRowMark } from '../rows/row';
import { rRows } from '../rows/write-rows';

/** The same as `importPackages`, in R. Packages are loaded but not attached. */
export const loadPackages = String.raw`${rRows(testRowMark)}
arguments <- commandArgs(trailingOnly = TRUE)
listed <- utils::read.delim(arguments[[1]], header = FALSE, colClasses = "character", quote = "")
first <- as.integer(arguments[[3]])
limit <- as.integer(arguments[[4]])

flat <- function(text) trimws(gsub("[[:space:]]+", " ", text))
tell <- function(...) row(..., file = arguments[[2]])

load <- function(name) {
  if (!nzchar(system.file(package = name))) return(c("missing", "-", "-"))
  version <- utils::packageDescription(name, fields = "Version")
  setTimeLimit(elapsed = limit, transient = TRUE)
  on.exit(setTimeLimit())
  tryCatch({
    suppressPackageStartupMessages(loadNamespace(name))
    c("ok", version, "-")
  }, error = function(error) c("failed", version, flat(conditionMessage(error))))
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
