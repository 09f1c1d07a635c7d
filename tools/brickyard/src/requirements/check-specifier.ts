import type { VersionSpecifier } from './requirement';

/** https://peps.python.org/pep-0440/#appendix-b-parsing-version-strings-with-regular-expressions */
const VERSION = new RegExp(
  [
    '^v?(?:\\d+!)?(?<release>\\d+(?:\\.\\d+)*)',
    '(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?\\d*)?',
    '(?:-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?',
    '(?:[-_.]?dev[-_.]?\\d*)?',
    '(?<local>\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$',
  ].join(''),
  'i',
);

/** What pip would refuse in a specifier, or `undefined`. */
export function findSpecifierFault({
  operator,
  version,
}: VersionSpecifier): string | undefined {
  if (operator === '===') return undefined;
  const isPrefix = version.endsWith('.*');
  if (isPrefix && operator !== '==' && operator !== '!=') {
    return `".*" goes with == and != only, not with ${operator}`;
  }
  const match = VERSION.exec(isPrefix ? version.slice(0, -2) : version);
  const { release, local } = match?.groups ?? {};
  if (release === undefined) return `"${version}" is not a version (PEP 440)`;
  if (operator === '~=' && !release.includes('.')) {
    return `~= needs at least two numbers, such as ~=${version}.0`;
  }
  const allowsLocal = !isPrefix && (operator === '==' || operator === '!=');
  if (local !== undefined && !allowsLocal) {
    return `a local version (${local}) goes with == and != only`;
  }
  return undefined;
}
