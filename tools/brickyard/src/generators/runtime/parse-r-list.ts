/** A cell as R prints or writes it: in quotes, or a word. */
const CELL = /"(?:[^"\\]|\\.|"")*"|[^\s,]+/g;

/** Columns of `installed.packages()`. Source: `utils:::.instPkgFields` of R 4.2.2, and the two before them. */
const FIELDS = new Set(
  'Package LibPath Version Priority Depends Imports LinkingTo Suggests Enhances License License_is_FOSS License_restricts_use OS_type Archs MD5sum NeedsCompilation Built'.split(
    ' ',
  ),
);

interface Row {
  package?: string;
  version?: string;
}

/**
 * What `installed.packages()` says, name → version: printed as a matrix, which R
 * breaks into blocks of columns, as a data frame or as named versions, or written
 * by `write.csv`. `undefined` for any other text.
 */
export function parseRList(
  text: string,
): ReadonlyMap<string, string> | undefined {
  const rows = new Map<string, Row>();
  let columns: readonly string[] = [];
  let above: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = line.match(CELL) ?? [];
    const names = readHeader(line, cells);
    if (names !== undefined) columns = names;
    else if (isVersions(cells, above)) addVersions(rows, above, cells);
    else addRow(rows, columns, cells);
    above = cells;
  }
  const versions = [...rows].flatMap(([name, row]) =>
    row.version === undefined
      ? []
      : [[row.package ?? name, row.version] as const],
  );
  return versions.length === 0 ? undefined : new Map(versions);
}

/** Names of columns stand over rows that have a name of their own before them. */
function readHeader(
  line: string,
  cells: readonly string[],
): string[] | undefined {
  const isCsv = cells[0] === '""';
  const names = (isCsv ? cells.slice(1) : cells).map(unquote);
  const isHeader = isCsv || /^\s+[A-Z]/.test(line);
  return isHeader && names.some((name) => FIELDS.has(name)) ? names : undefined;
}

function addRow(
  rows: Map<string, Row>,
  columns: readonly string[],
  [first = '', ...cells]: readonly string[],
): void {
  const at = (column: string) => {
    const cell = cells[columns.indexOf(column)];
    return cell === undefined ? undefined : unquote(cell);
  };
  const found = { package: at('Package'), version: at('Version') };
  const isRow = found.version === undefined || isVersion(found.version);
  if (!isRow || (found.package ?? found.version) === undefined) return;
  const row = rows.get(unquote(first)) ?? {};
  rows.set(unquote(first), {
    package: found.package ?? row.package,
    version: found.version ?? row.version,
  });
}

/** `"1.1" "4.2.2"`, under as many names. */
function isVersions(
  cells: readonly string[],
  above: readonly string[],
): boolean {
  return (
    cells.length > 0 &&
    cells.length === above.length &&
    cells.every((cell) => cell.startsWith('"') && isVersion(unquote(cell))) &&
    above.every((cell) => /^[A-Za-z]/.test(cell))
  );
}

function addVersions(
  rows: Map<string, Row>,
  names: readonly string[],
  cells: readonly string[],
): void {
  for (const [index, name] of names.entries())
    rows.set(name, { version: unquote(cells[index] ?? '') });
}

function isVersion(text: string): boolean {
  return /^\d+([.-]\d+)+$/.test(text);
}

function unquote(cell: string): string {
  return cell.replace(/^"(.*)"$/s, '$1');
}
