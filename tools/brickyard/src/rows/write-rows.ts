import type { RowMark } from './row';

/**
 * `row <kind> <field>…` for the three languages that scripts in a container are
 * written in. A tab or a line's end within a field would make other rows of it,
 * so Python and R print a space there. The shell would have to start a process
 * for that: its scripts ask for values that have neither.
 *
 * Scripts in Python and R stand between single quotes, so no text has one.
 */
export function shellRows(mark: RowMark): string {
  return String.raw`
row() {
  printf ${mark}
  for field; do printf '\t%s' "$field"; done
  printf '\n'
}
`;
}

/** `to` is an open file, in place of stdout. */
export function pythonRows(mark: RowMark): string {
  return String.raw`
def row(*fields, to=None):
    fields = [str(field).replace("\t", " ").replace("\n", " ") for field in fields]
    print("${mark}", *fields, sep="\t", file=to, flush=True)
`;
}

/**
 * Vectors make a row for each of their elements. A row starts on a line of its
 * own: profiles and packages may leave one unfinished.
 */
export function rRows(mark: RowMark): string {
  return String.raw`
row <- function(..., file = "") {
  fields <- lapply(list(...), function(field) gsub("[\t\n]", " ", field))
  lines <- do.call(paste, c("${mark}", fields, sep = "\t"))
  cat("\n", paste0(lines, "\n"), sep = "", file = file, append = TRUE)
}
`;
}
