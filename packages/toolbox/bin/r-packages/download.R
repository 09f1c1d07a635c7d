PACKAGE_TIMEOUT <- 600
AT_ONCE <- 20

# NULL, or why it cannot be had.
download_one <- function(url, file, timeout = PACKAGE_TIMEOUT) {
  reasons <- character()
  note <- function(condition) reasons <<- c(reasons, conditionMessage(condition))
  tryCatch(
    withCallingHandlers(download_files(url, file, timeout), warning = function(condition) {
      note(condition)
      invokeRestart("muffleWarning")
    }),
    error = note
  )
  if (length(reasons) == 0) return(NULL)
  unlink(file)
  # The server's or the network's word, where there is one. The caller names the address.
  status <- grep("status was", reasons, value = TRUE, fixed = TRUE)
  redact(sub("^.*status was ", "", c(status, reasons)[1]))
}

# For each address, NULL or why it cannot be had. R does not say which of many
# failed, so the files of such a batch are fetched again, each alone.
download_all <- function(urls, files) {
  for (batch in split(seq_along(urls), (seq_along(urls) - 1) %/% AT_ONCE)) {
    forget <- function(condition) unlink(files[batch])
    tryCatch(download_files(urls[batch], files[batch], PACKAGE_TIMEOUT), warning = forget, error = forget)
  }
  lapply(seq_along(urls), function(i) {
    if (!file.exists(files[i])) download_one(urls[i], files[i])
  })
}

download_files <- function(urls, files, timeout) {
  old <- options(timeout = timeout)
  on.exit(options(old))
  download.file(urls, files, method = "libcurl", quiet = TRUE, mode = "wb")
}
