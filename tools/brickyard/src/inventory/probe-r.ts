import type { RInstallation } from './inventory';
import type { Rows } from './rows';
import { sortPackages } from './sort-packages';

// The site's profile counts: it may add libraries, and notebooks see those too.
const listPackages = String.raw`
row <- function(...) cat(paste("brickyard", ..., sep = "\t"), sep = "\n")
row("r", paste(R.version$major, R.version$minor, sep = "."))
found <- installed.packages(noCache = TRUE)
if (nrow(found) > 0)
  row("r-package", found[, "Package"], found[, "Version"], found[, "Built"], found[, "LibPath"])
`;

export const rScript = `
if command -v Rscript >/dev/null; then
  printf '%s' '${listPackages}' | LC_ALL=C Rscript --no-init-file - \\
    || row failed 'R packages' Rscript
fi
`;

export function parseR(rows: Rows): RInstallation | null {
  const [r] = rows.take('r', ['version']);
  const packages = rows.take('r-package', [
    'name',
    'version',
    'built',
    'library',
  ]);
  return r ? { version: r.version, packages: sortPackages(packages) } : null;
}
