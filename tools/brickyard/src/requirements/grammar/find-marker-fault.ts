import type { Comparison, Marker } from './marker';
import { isSpecifier } from './parse-specifiers';

/** Whose values packaging compares as versions. */
export const versionVariables: readonly string[] = [
  'implementation_version',
  'platform_release',
  'python_full_version',
  'python_version',
];

/** They have a value in metadata and lock files alone. */
const ELSEWHERE = ['extras', 'dependency_groups'];

/** Why pip cannot tell whether a marker is true; `undefined` when it can. */
export function findMarkerFault(marker: Marker): string | undefined {
  if ('all' in marker) return findFirst(marker.all);
  if ('any' in marker) return findFirst(marker.any);
  return findComparisonFault(marker);
}

function findFirst(markers: readonly Marker[]): string | undefined {
  for (const marker of markers) {
    const fault = findMarkerFault(marker);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findComparisonFault({
  left,
  operator,
  right,
}: Comparison): string | undefined {
  const variable = [left, right].flatMap((term) =>
    'variable' in term ? [term.variable] : [],
  )[0];
  if (variable === undefined)
    return 'the marker compares two texts; one side is a variable, such as python_version';
  if (ELSEWHERE.includes(variable))
    return `the marker's ${variable} has no value in a requirements file`;
  if (operator !== '~=' && operator !== '===') return undefined;
  if (!versionVariables.includes(variable))
    return `${operator} compares versions, which ${variable} is not`;
  const isKnown = 'variable' in left && 'text' in right;
  return isKnown && !isSpecifier(operator + right.text)
    ? `"${right.text}" is no version that ${operator} compares with`
    : undefined;
}
