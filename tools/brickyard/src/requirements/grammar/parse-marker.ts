import type { Comparison, Marker, MarkerTerm } from './marker';
import { readPythonString } from './python-string';
import { GrammarFault, TextScanner } from './text-scanner';

const VARIABLE =
  /\b(?:python_(?:full_)?version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y;
const OPERATOR = /\bin\b|\bnot[ \t]+in\b|===|==|~=|!=|<=|>=|<|>/y;

/** As packaging, and Python itself, which has no room for more. */
const MAX_DEPTH = 200;

/**
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 * Throws GrammarFault.
 */
export function parseMarker(text: string): Marker {
  const scanner = new TextScanner(text);
  const marker = readAny(scanner, 0);
  if (!scanner.isAtEnd)
    throw new GrammarFault('"and", "or" or the end is expected in the marker');
  return marker;
}

/** `and` binds more tightly than `or`. */
function readAny(scanner: TextScanner, depth: number): Marker {
  const any = readList(scanner, /\bor\b/y, () =>
    toMarker(
      'all',
      readList(scanner, /\band\b/y, () => readAtom(scanner, depth)),
    ),
  );
  return toMarker('any', any);
}

function readList(
  scanner: TextScanner,
  separator: RegExp,
  read: () => Marker,
): Marker[] {
  const list = [read()];
  while (scanner.take(separator) !== undefined) list.push(read());
  return list;
}

function toMarker(kind: 'all' | 'any', list: readonly Marker[]): Marker {
  const [only] = list;
  if (only !== undefined && list.length === 1) return only;
  return kind === 'all' ? { all: list } : { any: list };
}

function readAtom(scanner: TextScanner, depth: number): Marker {
  scanner.skipBlanks();
  const isGroup = scanner.take(/\(/y) !== undefined;
  if (isGroup && depth >= MAX_DEPTH)
    throw new GrammarFault('the marker has too many parentheses');
  const marker = isGroup
    ? readAny(scanner, depth + 1)
    : readComparison(scanner);
  if (isGroup) scanner.expect(/\)/y, 'a ) is missing in the marker');
  scanner.skipBlanks();
  return marker;
}

function readComparison(scanner: TextScanner): Comparison {
  const left = readTerm(scanner);
  scanner.skipBlanks();
  const operator = scanner.expect(
    OPERATOR,
    'a marker compares with ==, !=, <, <=, >, >=, ~=, in, not in',
  );
  scanner.skipBlanks();
  const right = readTerm(scanner);
  return { left, operator: operator.replace(/[ \t]+/, ' '), right };
}

function readTerm(scanner: TextScanner): MarkerTerm {
  const variable = scanner.take(VARIABLE)?.replace('.', '_');
  if (variable === 'python_implementation')
    return { variable: 'platform_python_implementation' };
  if (variable !== undefined) return { variable };
  const quoted = scanner.expect(
    /'[^']*'|"[^"]*"/y,
    'a marker has variables, such as python_version, and texts in quotes',
  );
  return { text: readPythonString(quoted) };
}
