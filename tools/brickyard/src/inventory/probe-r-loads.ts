import { rowMark } from '../rows/row';
import { rRows } from '../rows/write-rows';

/** A process of its own, since code that was compiled for another R may crash it. */
const tryLoads = (
  limit: number,
) => String.raw`${rRows(rowMark)}for (name in commandArgs(TRUE)) {
  row("importing", "R", name)
  setTimeLimit(elapsed = ${limit}, transient = TRUE)
  problem <- tryCatch({ loadNamespace(name); "-" }, error = conditionMessage)
  setTimeLimit()
  version <- if (identical(problem, "-")) getNamespaceVersion(name) else "-"
  problem <- gsub("[[:space:]]+", " ", paste(problem, collapse = " "))
  row("import", "R", name, if (nzchar(problem)) problem else "it fails", version)
}
`;

/** Prints nothing without R: a rule reports that. */
export function rLoadScript(
  packages: readonly string[],
  /** Seconds for each. */
  limit: number,
): string {
  const names = packages.filter((name) => /^[A-Za-z][\w.]*$/.test(name));
  if (names.length === 0) return '';
  return `
if command -v Rscript >/dev/null; then
  printf '%s' '${tryLoads(limit)}' | LC_ALL=C Rscript --no-init-file - ${names.join(' ')} 2>/dev/null || true
fi
`;
}
