# The one repository that a package may come from, whatever version others have:
# the one that is named, else CRAN. What a package needs may also come from
# Bioconductor, as BiocManager has it.

has_package <- function(repository, name) name %in% index_of(repository)[, "Package"]

# `repository`, or `problem`.
choose_repository <- function(request, repositories) {
  own <- repositories[!names(repositories) %in% c("cran", "bioc")]
  owners <- names(Filter(function(one) has_package(one, request$name), own))
  if (length(owners) > 1 && !request$repository %in% owners) {
    return(list(problem = problem_of(request, "%s have it; write %s::%s", paste(owners, collapse = " and "), owners[1], request$name)))
  }
  if (length(owners) == 1 && !request$repository %in% c(NA, owners)) {
    return(list(problem = problem_of(request, "comes from %s alone; write %s::%s", owners, owners, request$name)))
  }
  wanted <- c(if (is.na(request$repository)) owners else request$repository, "cran")[1]
  if (!wanted %in% names(repositories)) return(list(problem = explain_unknown(request, wanted, names(own))))
  repository <- repositories[[wanted]]
  if (has_package(repository, request$name) || !is.na(request$version)) return(list(repository = repository))
  others <- repositories[setdiff(c("cran", "bioc"), wanted)]
  other <- Find(function(one) !is.null(one) && has_package(one, request$name), others)
  if (is.null(other)) return(list(problem = explain_missing(request, repository)))
  if (!is.null(request$via) && is.na(request$repository)) return(list(repository = other))
  list(problem = explain_elsewhere(request, repository, other))
}

explain_unknown <- function(request, wanted, own) {
  if (wanted == "bioc") {
    return(problem_of(request, "there is no Bioconductor here: declare ARG BIOCONDUCTOR_REPOSITORY, ARG BIOCONDUCTOR_MIRROR and ARG BIOCONDUCTOR_RELEASE in the stage that installs"))
  }
  problem_of(request, "%s is no repository here: name it with --repository %s=<address>, or in image.ts", wanted, wanted)
}

explain_elsewhere <- function(request, repository, other) {
  spec <- if (other$name == "cran") request$name else paste0("bioc::", request$name)
  problem_of(request, "%s does not have it, but %s does: write %s", title_of(repository), title_of(other), spec)
}

title_of <- function(repository) {
  switch(repository$name, cran = "CRAN", bioc = "Bioconductor", repository$name)
}
