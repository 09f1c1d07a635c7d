import { compare, explain, satisfies, valid } from '@renovatebot/pep440';

import type { VersionSpecifier } from './requirement';

/**
 * Whether a specifier allows a version, pre-releases among them. `false` for what
 * is no version. The library is wrong about `<` and `>` beside pre- and
 * post-releases, so these are compared here:
 * https://packaging.python.org/en/latest/specifications/version-specifiers/#exclusive-ordered-comparison
 */
export function isVersionIn(
  version: string,
  { operator, version: of }: VersionSpecifier,
): boolean {
  if (operator === '===') return version.toLowerCase() === of.toLowerCase();
  if (valid(version) === null) return false;
  if (operator === '>') return isAfter(version, of);
  if (operator === '<') return isBefore(version, of);
  return satisfies(version, operator + of, { prereleases: true });
}

/** `>1.0` takes no `1.0.post1`, which is the same release. */
function isAfter(version: string, of: string): boolean {
  const [own, bound] = [explain(version), explain(of)];
  if (own === null || bound === null) return false;
  if (compare(own.public, of) <= 0) return false;
  if (bound.is_devrelease || bound.is_postrelease || !own.is_postrelease)
    return true;
  const { epoch, release, pre } = own;
  const released = `${epoch}!${release.join('.')}${(pre ?? []).join('')}`;
  return compare(released, of) !== 0;
}

/** `<1.0` takes no `1.0rc1`, which is that release. */
function isBefore(version: string, of: string): boolean {
  const bound = explain(of);
  if (bound === null) return false;
  return compare(version, bound.is_prerelease ? of : `${of}.dev0`) < 0;
}
