import { normalizeName } from '../../requirements/normalize-name';
import type { Content, ImageContents } from './image-contents';
import type { AskedEcosystem, PackageQuery } from './parse-query';

/** A package of an image that has the name that was asked for. */
export interface Match {
  content: Content;
  of: ImageContents;
}

export function listMatches(of: ImageContents, query: PackageQuery): Match[] {
  return [...of.packages.values()]
    .filter((content) => isNamed(content, query))
    .map((content) => ({ content, of }));
}

/** Names are compared as their ecosystem compares them. */
export function isNamed(
  { ecosystem, name }: Pick<Content, 'ecosystem' | 'name'>,
  { name: asked, tests }: PackageQuery,
): boolean {
  if (!tests.has(ecosystem as AskedEcosystem)) return false;
  switch (ecosystem) {
    case 'python':
      return normalizeName(name) === normalizeName(asked);
    case 'apt':
      return withoutArchitecture(name) === withoutArchitecture(asked);
    case 'jar':
      // `org.example:core`, or `core` whoever made it.
      return name === asked || name.split(':').at(-1) === asked;
    default:
      return name === asked;
  }
}

/** `libgomp1:amd64` */
function withoutArchitecture(name: string): string {
  return name.replace(/:[a-z0-9]+$/, '');
}

/** Whether the version is one of those that were asked for; any is where none was. */
export function isFitting(
  { ecosystem, version }: Pick<Content, 'ecosystem' | 'version'>,
  { tests, versions }: PackageQuery,
): boolean {
  if (versions === '') return true;
  const test = tests.get(ecosystem as AskedEcosystem);
  return (
    test !== undefined &&
    'fits' in test &&
    version !== undefined &&
    test.fits(version)
  );
}
