import { BrickyardError, type Problem, problemsError } from '../../errors';
import { normalizeName } from '../../requirements/normalize-name';
import { htmlText, isHtml } from './html-text';
import { parseJsonList } from './parse-json-list';
import { parseRList } from './parse-r-list';
import { parseSystemLine } from './parse-system-line';
import type { ReleaseFacts } from './release-facts';

/** One package of a list, and where it stands. */
export interface ListedPackage {
  name: string;
  version: string;
  line?: number;
}

const HINT =
  'give a page of release notes (HTML or Markdown), the output of pip freeze or pip list, a requirements file with name==version, JSON: {"name": "version"} or [{"name", "version"}], or what R prints for installed.packages()';

/**
 * The list of a release in any of its forms; of R's packages, R's own version is
 * taken. Throws PACKAGE_LIST_INVALID when it names no package, or one with two
 * versions.
 */
export function parseRelease(text: string, file: string): ReleaseFacts {
  const fromR = parseRList(text);
  if (fromR !== undefined) return readRFacts(fromR, file);
  const isJson = /^\s*[[{]/.test(text);
  const lines = isJson
    ? []
    : (isHtml(text) ? htmlText(text) : text).split('\n');
  const listed = isJson ? parseJsonList(text, file) : listPackages(lines);
  const packages = collect(listed, file);
  if (packages.size === 0) {
    throw new BrickyardError(
      'PACKAGE_LIST_INVALID',
      `${file}: names no Python package with a version`,
      { hint: HINT },
    );
  }
  const facts: Partial<ReleaseFacts> = {};
  for (const line of lines) Object.assign(facts, parseSystemLine(line));
  return { ...facts, packages };
}

/** R's own packages have R's version. */
function readRFacts(
  packages: ReadonlyMap<string, string>,
  file: string,
): ReleaseFacts {
  const r = packages.get('base');
  if (r !== undefined) return { packages: new Map(), r };
  throw new BrickyardError(
    'PACKAGE_LIST_INVALID',
    `${file}: lists R packages, but not base, whose version is that of R`,
    { hint: "give all of R -e 'installed.packages()'" },
  );
}

function collect(
  listed: readonly ListedPackage[],
  file: string,
): Map<string, string> {
  const packages = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name, version, line } of listed) {
    const key = normalizeName(name);
    const before = packages.get(key);
    packages.set(key, version);
    if (before === undefined || before === version) continue;
    const message = `${key} is listed as ${version}, and as ${before} before`;
    problems.push({ place: { file, line }, message });
  }
  if (problems.length > 0)
    throw problemsError('PACKAGE_LIST_INVALID', problems, HINT);
  return packages;
}

const NAME = '[A-Za-z0-9][A-Za-z0-9._-]*';
const VERSION = '\\d[\\w.+!]*';
const PIN = new RegExp(`^(${NAME})\\s*===?\\s*(${VERSION})`);
const COLUMNS = new RegExp(`^(?:${NAME}\\s+${VERSION}\\s*)+$`);
const COLUMN = new RegExp(`(${NAME})\\s+(${VERSION})(?=\\s|$)`, 'g');

/** Other languages' libraries are in tables of the same form. */
function listPackages(lines: readonly string[]): ListedPackage[] {
  let isPython = true;
  return lines.flatMap((raw, index) => {
    const text = raw.trim();
    const section = sectionOf(text);
    if (section !== undefined) isPython = section;
    if (!isPython || section !== undefined) return [];
    return parseRow(text).map((each) => ({ ...each, line: index + 1 }));
  });
}

/** Whether a heading begins a list of Python's libraries; `undefined` for no heading. */
function sectionOf(text: string): boolean | undefined {
  const isHeading =
    /^#{1,6} /.test(text) || /^installed\b.*\blibraries\b/i.test(text);
  return isHeading ? /\bpython\b/i.test(text) : undefined;
}

function parseRow(text: string): ListedPackage[] {
  const [, name, version] = PIN.exec(text) ?? [];
  if (name !== undefined && version !== undefined) return [{ name, version }];
  const isRow = text.startsWith('|') || / \| /.test(text);
  const plain = isRow
    ? text.replace(/\\|\*|`/g, '').replaceAll('|', ' ')
    : text;
  if (!COLUMNS.test(plain.trim())) return [];
  return [...plain.matchAll(COLUMN)].map(([, each = '', of = '']) => ({
    name: each,
    version: of,
  }));
}
