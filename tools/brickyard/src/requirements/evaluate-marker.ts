import { satisfies, valid } from '@renovatebot/pep440';
import {
  type EnvironmentMarker,
  type EnvironmentMarkerLeaf,
  parsePipRequirementsLine,
} from 'pip-requirements-js';

/** The same for every image; `platform_release` and the like depend on the host. */
const linux: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  implementation_name: 'cpython',
};

/**
 * Whether a marker is true in an image with this Python (`3.12`): `undefined`
 * when that is not known here, as with `extra` and patch versions.
 * https://peps.python.org/pep-0508/#environment-markers
 */
export function evaluateMarker(
  marker: string,
  pythonVersion: string,
): boolean | undefined {
  const parsed = parsePipRequirementsLine(`x ; ${marker}`);
  if (parsed?.type !== 'ProjectName') return undefined;
  const tree = parsed.environmentMarkerTree;
  if (tree === undefined) return true;
  return evaluate(tree, { ...linux, python_version: pythonVersion });
}

type Known = Readonly<Record<string, string>>;

function evaluate(tree: EnvironmentMarker, known: Known): boolean | undefined {
  if (tree.operator !== 'and' && tree.operator !== 'or') {
    return compare(tree as EnvironmentMarkerLeaf, known);
  }
  const { left, right } = tree;
  const values = [evaluate(left, known), evaluate(right, known)];
  // One side decides alone when it is false for "and", true for "or".
  const decisive = tree.operator === 'or';
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}

function compare(
  { left, operator, right }: EnvironmentMarkerLeaf,
  known: Known,
): boolean | undefined {
  const [a, b] = [valueOf(left, known), valueOf(right, known)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === 'in') return b.includes(a);
  if (operator === 'not in') return !b.includes(a);
  const version = b.replace(/\.\*$/, '');
  if (valid(a) !== null && valid(version) !== null) {
    return satisfies(a, `${operator}${b}`, { prereleases: true });
  }
  if (operator.startsWith('==')) return a === b;
  return String(operator) === '!=' ? a !== b : undefined;
}

/** A quoted text, or a variable whose value is known. */
function valueOf(term: string, known: Known): string | undefined {
  return /^["']/.test(term) ? term.slice(1, -1) : known[term];
}
