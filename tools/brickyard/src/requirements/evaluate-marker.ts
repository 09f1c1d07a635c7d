import { versionVariables } from './grammar/find-marker-fault';
import type { Comparison, Marker, MarkerTerm } from './grammar/marker';
import { parseMarker } from './grammar/parse-marker';
import { isSpecifier } from './grammar/parse-specifiers';
import { isVersionIn } from './is-version-in';
import type { VersionSpecifier } from './requirement';

/** The same for every image; `platform_release` and the like depend on the host. */
const linux: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  implementation_name: 'cpython',
  // As pip: a line of a requirements file is no extra of anything.
  extra: '',
};

type Known = Readonly<Record<string, string>>;

/**
 * Whether a marker is true in an image with this Python (`3.12`), as packaging
 * tells it: `undefined` when that is not known here, as with patch versions.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 * Throws GrammarFault for what is no marker.
 */
export function evaluateMarker(
  marker: string,
  pythonVersion: string,
): boolean | undefined {
  const known = { ...linux, python_version: pythonVersion };
  return evaluate(parseMarker(marker), known);
}

function evaluate(marker: Marker, known: Known): boolean | undefined {
  if (!('all' in marker) && !('any' in marker)) return compare(marker, known);
  const isAny = 'any' in marker;
  const parts = isAny ? marker.any : marker.all;
  const values = parts.map((part) => evaluate(part, known));
  // One part decides alone when it is false for "and", true for "or".
  if (values.includes(isAny)) return isAny;
  return values.includes(undefined) ? undefined : !isAny;
}

/** Beside a variable, the other side is a text, even where it has a variable's name. */
function compare(
  { left, operator, right }: Comparison,
  known: Known,
): boolean | undefined {
  const isLeft = 'variable' in left;
  const variable = nameOf(isLeft ? left : right);
  const value = known[variable];
  if (value === undefined) return undefined;
  const [a, b] = isLeft ? [value, nameOf(right)] : [nameOf(left), value];
  if (versionVariables.includes(variable) && isSpecifier(operator + b))
    return isVersionIn(a, {
      operator: operator as VersionSpecifier['operator'],
      version: b,
    });
  return compareTexts(a, operator, b);
}

function nameOf(term: MarkerTerm): string {
  return 'variable' in term ? term.variable : term.text;
}

function compareTexts(a: string, operator: string, b: string) {
  switch (operator) {
    case 'in':
      return b.includes(a);
    case 'not in':
      return !b.includes(a);
    case '!=':
      return a !== b;
    case '==':
    case '<=':
    case '>=':
      return a === b;
    case '<':
    case '>':
      return false;
    default:
      return undefined;
  }
}
