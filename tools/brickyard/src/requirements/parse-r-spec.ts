/** https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file */
const SPEC =
  /^(?<name>[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9])(?:==(?<version>\d+(?:[.-]\d+)*))?$/;

export interface RSpec {
  name: string;
  version?: string;
}

/** `dplyr` or `dplyr==1.1.4`; `undefined` for anything else. */
export function parseRSpec(text: string): RSpec | undefined {
  const { name, version } = SPEC.exec(text)?.groups ?? {};
  if (name === undefined) return undefined;
  return { name, ...(version !== undefined && { version }) };
}

/** What is wrong with a word that is not a spec, and what to write. */
export function explainRSpec(text: string): string {
  return `${text}: ${findFault(text)}`;
}

function findFault(text: string): string {
  if (text === '\\') return 'nothing may follow a \\ that joins two lines';
  if (text.startsWith('-')) return 'options have no place in this file';
  if (/["'`]/.test(text)) return 'write names without quotes or R code';
  if (/^[\w.]+==$/.test(text)) return 'the version after == is missing';
  if (/^[\w.]+==/.test(text)) return 'a version is digits with "." and "-"';
  if (/^[\w.]+[<>~!=]/.test(text)) return 'only == and a version may follow';
  if (text.includes(',')) return 'names are separated by spaces';
  if (text.includes('#')) return 'a comment needs a space before its #';
  if (/^[\w.]+$/.test(text)) return 'is not a valid name of an R package';
  return 'expected the name of an R package, or name==version';
}
