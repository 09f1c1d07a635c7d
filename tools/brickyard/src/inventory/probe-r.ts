import type { RInstallation } from './inventory';
import { orNull, type Rows } from './rows';
import { sortPackages } from './sort-packages';

// The site's profile counts: it may add libraries, and notebooks see those too.
const listPackages = String.raw`
row <- function(...) cat(paste("brickyard", ..., sep = "\t"), sep = "\n")
row("r", paste(R.version$major, R.version$minor, sep = "."))
text <- function(value) {
  value <- gsub("[[:space:]]+", " ", paste(value, collapse = ","))
  if (nzchar(value)) value else "-"
}
repositories <- unlist(getOption("repos"))
if (length(repositories) > 0 && !is.null(names(repositories)))
  repositories <- paste(names(repositories), repositories, sep = "=")
agent <- getOption("HTTPUserAgent")
row("r-options", text(repositories), text(if (is.character(agent)) agent))
row("r-library", .libPaths())
found <- installed.packages(noCache = TRUE)
if (nrow(found) > 0)
  row("r-package", found[, "Package"], found[, "Version"], found[, "Built"], found[, "LibPath"])
`;

export const rScript = `
if command -v Rscript >/dev/null; then
  printf '%s' '${listPackages}' | LC_ALL=C TMPDIR=/dev/shm Rscript --no-init-file - \\
    || row failed 'R packages' Rscript
fi
`;

export function parseR(rows: Rows): RInstallation | null {
  const [r] = rows.take('r', ['version']);
  const found = rows.take('r-package', ['name', 'version', 'built', 'library']);
  const sizes = takeSizes(rows);
  const packages = found.map((item) => {
    const size = sizes.get(`${item.library}/${item.name}`);
    return { ...item, ...(size !== undefined && { size }) };
  });
  const [options] = rows.take('r-options', ['repositories', 'httpUserAgent']);
  const libraries = rows.take('r-library', ['path']).map(({ path }) => path);
  if (!r) return null;
  return {
    version: r.version,
    ...(options && {
      repositories: orNull(options.repositories),
      httpUserAgent: orNull(options.httpUserAgent),
      libraries,
    }),
    packages: sortPackages(packages),
  };
}

function takeSizes(rows: Rows): Map<string, number> {
  const taken = rows.take('r-size', ['path', 'size']);
  return new Map(taken.map(({ path, size }) => [path, Number(size)]));
}
