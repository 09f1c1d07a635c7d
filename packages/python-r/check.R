# Fails the build of an image where R would not find notebooks' Python.
wanted <- Sys.getenv("RETICULATE_PYTHON")
for (module in c("numpy", "pandas")) reticulate::import(module)
found <- reticulate::py_config()$python
if (found != wanted) stop("reticulate runs ", found, ", not ", wanted)
