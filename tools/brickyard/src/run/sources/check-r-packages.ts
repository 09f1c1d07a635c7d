import type { ContextEntry } from '../../context/context-entry';
import type { Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { RPackageRequest } from '../../requirements/r/r-package';
import { readRLists } from '../../requirements/r/read-r-lists';
import { openFolder } from './open-flavour';

/** What is wrong with the lists of R packages that a flavour's Dockerfile reads. */
export function checkRPackages(
  flavour: Pick<Flavour, 'folder' | 'path' | 'definition'>,
  context: readonly ContextEntry[],
): Problem[] {
  const copied = context.filter(({ kind }) => kind === 'file');
  // Another runtime's context may hold the same file.
  const files = [...new Set(copied.map(({ path }) => path))];
  const { packages, problems } = readRLists({ ...openFolder(flavour), files });
  return [...problems, ...checkRepositories(packages, flavour)];
}

/** Packages from a repository that nobody names. */
export function checkRepositories(
  packages: readonly RPackageRequest[],
  { definition }: Pick<Flavour, 'definition'>,
): Problem[] {
  const own = Object.keys(definition.r?.repositories ?? {});
  const known = ['cran', 'bioc', ...own];
  return packages.flatMap(({ name, repository, place }) => {
    if (repository === undefined || known.includes(repository)) return [];
    const message = `${name}: ${repository} is no repository: there are ${known.join(', ')}; r.repositories in image.ts adds one`;
    return [{ place, message }];
  });
}
