import { rOrder } from '../ecosystems/r/r-order';
import { type Problem, problemsError } from '../errors';
import type { LockedRPackage } from '../lock/r/locked-r-package';
import { renderGithubSource } from '../requirements/r/parse-github-spec';
import { BASE_R, RECOMMENDED_R } from '../requirements/r/r-own-packages';
import type { RPackageRequest } from '../requirements/r/r-package';
import { findConflicts } from './find-conflicts';
import { locatePackage } from './locate-package';
import type { PackageSource } from './package-source';
import { isMet, listRNeeds } from './r-need';
import type { Resolved, RRequest } from './r-request';
import type { ResolveInput } from './resolve-input';

/**
 * Every package that has to be installed so that a flavour has what it asks for
 * and what that needs, by name. CRAN has one version of each on its day, so there
 * is nothing to choose but what somebody pinned.
 * Throws LOCK_FAILED for what is not to be had, LOCK_CONFLICT for versions that
 * do not go together; both name the lines of the lists.
 */
export async function resolvePackages(
  input: ResolveInput,
  source: PackageSource,
): Promise<LockedRPackage[]> {
  const packages = await closePackages(input, source);
  const conflicts = findConflicts(packages, input);
  const moved = conflicts.flatMap(({ kept }) => kept);
  if (moved.length > 0) {
    // What was locked before does not go with what is asked for now.
    const previous = new Map(input.previous);
    for (const name of moved) previous.delete(name);
    return resolvePackages({ ...input, previous }, source);
  }
  if (conflicts.length > 0) throw problemsError('LOCK_CONFLICT', conflicts);
  return packages
    .map(({ locked }) => locked)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** In rounds: what is asked for, then what that needs, until nothing is missing. */
async function closePackages(
  input: ResolveInput,
  source: PackageSource,
): Promise<Resolved[]> {
  const known = new Set(input.asked.map(({ name }) => name));
  const packages: Resolved[] = [];
  const problems: Problem[] = [];
  let requests: RRequest[] = input.asked
    .filter((each) => !isThere(each, input))
    .map((each) => ({ ...each, asker: each.name }));
  while (requests.length > 0) {
    const found = await Promise.all(
      requests.map((each) => locatePackage(each, input, source)),
    );
    const good = found.filter((each) => 'locked' in each);
    problems.push(...found.filter((each) => 'message' in each));
    packages.push(...good);
    requests = good.flatMap((each) => listRequests(each, known, input));
  }
  if (problems.length > 0) throw problemsError('LOCK_FAILED', problems);
  return packages;
}

/** Whether an image below, or R itself, has what is asked for. */
function isThere(
  { name, version, repository, github }: RPackageRequest,
  { below, r }: ResolveInput,
): boolean {
  if (BASE_R.includes(name)) return version === undefined || version === r;
  const found = below.get(name);
  if (github !== undefined) return found?.file === renderGithubSource(github);
  if (found === undefined)
    return (
      RECOMMENDED_R.includes(name) &&
      version === undefined &&
      repository === undefined
    );
  return (
    (version === undefined || rOrder.compare(version, found.version) === 0) &&
    (repository === undefined || repository === found.repository)
  );
}

/** What a package needs that is neither known nor in an image below. */
function listRequests(
  { request, description }: Resolved,
  known: Set<string>,
  { below }: ResolveInput,
): RRequest[] {
  return listRNeeds(description).flatMap((need) => {
    const { name } = need;
    if (name === 'R' || known.has(name)) return [];
    if ([...BASE_R, ...RECOMMENDED_R].includes(name) && !below.has(name))
      return [];
    const found = below.get(name);
    if (found !== undefined && isMet(need, found.version)) return [];
    known.add(name);
    const { asker, place } = request;
    return [{ name, asker, place, via: request.name }];
  });
}
