import type { NamedRows } from '../../rows/name-rows';
import { orNull, rowMark } from '../../rows/row';
import { rRows } from '../../rows/write-rows';
import type { Package } from '../package';
import { sortPackages } from '../sort-packages';

export interface RInstallation {
  version: string;
  /** `CRAN=https://…`, comma-separated; null if there are none. */
  repositories?: string | null;
  /** What R calls itself when it downloads. */
  httpUserAgent?: string | null;
  /** `.libPaths()`, in the order in which R looks. */
  libraries?: string[];
  packages: RPackage[];
}

export interface RPackage extends Package {
  /** Version of the R that it was built with. */
  built: string;
  /** The folder that it is in. A package may be in several. */
  library: string;
}

// The site's profile is read: it may add libraries, which notebooks see, too.
const listPackages = String.raw`${rRows(rowMark)}row("r", paste(R.version$major, R.version$minor, sep = "."))
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
row("answered", "R packages", "Rscript")
`;

// utils alone is attached, in a third of the time: profiles run before that.
export const rScript = `
if command -v Rscript >/dev/null; then
  row asked 'R packages' Rscript
  printf '%s' '${listPackages}' | LC_ALL=C TMPDIR=/dev/shm R_DEFAULT_PACKAGES=utils Rscript --no-init-file -
fi
`;

/** awk for each folder. Every R package has a folder `Meta`. */
export const measurePackages = String.raw`
    if (path ~ /\/Meta$/) {
      package = substr(path, 1, length(path) - 5)
      printf "${rowMark}\tr-size\t%s\t%.0f\n", package, total[package]
    }`;

export function parseR(rows: NamedRows): RInstallation | null {
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

function takeSizes(rows: NamedRows): Map<string, number> {
  const taken = rows.take('r-size', ['path', 'size']);
  return new Map(taken.map(({ path, size }) => [path, Number(size)]));
}
