import { rOrder } from '../ecosystems/r/r-order';
import type { Problem } from '../errors';
import type { LockedRPackage } from '../lock/r/locked-r-package';
import { renderGithubSource } from '../requirements/r/parse-github-spec';
import { chooseRepository } from './choose-repository';
import type { PackageFile, PackageSource } from './package-source';
import { archiveFile, findEntry, type RIndex } from './r-index';
import { findRNeed } from './r-need';
import type { RRepository } from './r-repository';
import { problemOf, type Resolved, type RRequest } from './r-request';
import type { ResolveInput } from './resolve-input';

/** Where a package is, and what its file says of itself; or what is wrong with it. */
export async function locatePackage(
  request: RRequest,
  input: ResolveInput,
  source: PackageSource,
): Promise<Resolved | Problem> {
  if (request.github !== undefined) return locateTree(request, input, source);
  const chosen = await chooseRepository(request, input, source);
  if ('message' in chosen) return chosen;
  const { repository, index } = chosen;
  const entry = findEntry(index, request.name, input.r);
  const kept = input.previous.get(request.name);
  if (isKept(kept, request, repository) && kept.version !== entry?.version) {
    const old = await fetchOther(request, chosen, kept.version, source);
    if (old !== undefined)
      return judge({ request, repository, ...old, isKept: true }, input);
  }
  const wanted = request.version ?? entry?.version ?? '';
  const isCurrent =
    entry !== undefined && rOrder.compare(entry.version, wanted) === 0;
  if (!isCurrent) {
    const other = await fetchOther(request, chosen, wanted, source);
    return other === undefined
      ? absentVersion(request, repository, entry?.version)
      : judge({ request, repository, ...other }, input);
  }
  const found = { repository, name: entry.name, file: entry.file };
  const packageFile = await source.fetchFile({ ...found, tag: entry.tag });
  if (packageFile !== undefined)
    return judge({ request, ...found, packageFile }, input);
  return problemOf(
    request,
    `${repository.name} lists version ${entry.version}, but has no ${entry.file}`,
  );
}

/** A day never changes, so nothing has to be kept there. */
function isKept(
  kept: LockedRPackage | undefined,
  { version }: RRequest,
  repository: RRepository,
): kept is LockedRPackage {
  return (
    kept?.repository === repository.name &&
    version === undefined &&
    !repository.isDated
  );
}

/** A version that the index has replaced is in the archive, in one of the parts. */
async function fetchOther(
  { name }: RRequest,
  { repository, index }: { repository: RRepository; index: RIndex },
  version: string,
  source: PackageSource,
): Promise<{ file: string; packageFile: PackageFile } | undefined> {
  const row = index
    .get(name)
    ?.find((each) => rOrder.compare(each.version, version) === 0);
  const files = repository.parts.map((part) =>
    archiveFile(name, version, part),
  );
  for (const file of row === undefined ? files : [row.file, ...files]) {
    const packageFile = await source.fetchFile({ repository, name, file });
    if (packageFile !== undefined) return { file, packageFile };
  }
  return undefined;
}

async function locateTree(
  request: RRequest,
  input: ResolveInput,
  source: PackageSource,
): Promise<Resolved | Problem> {
  const { name, github } = request;
  if (github === undefined) throw new Error('not of GitHub');
  const file = renderGithubSource(github);
  const packageFile = await source.fetchTree(name, github);
  if (packageFile === undefined)
    return problemOf(request, `there is no package at github::${file}`);
  const actual = packageFile.description['Package'] ?? '';
  if (actual !== name)
    return problemOf(
      request,
      `the package at github::${file} is called ${actual}: write ${actual}=github::${file}`,
    );
  return judge({ request, file, packageFile }, input);
}

interface Candidate {
  request: RRequest;
  repository?: RRepository;
  file: string;
  packageFile: PackageFile;
  isKept?: boolean;
}

function judge(candidate: Candidate, { r }: ResolveInput): Resolved | Problem {
  const { request, repository, file, packageFile } = candidate;
  const { description, hash } = packageFile;
  const version = description['Version'] ?? '';
  const need = findRNeed(description, r);
  if (need !== undefined)
    return problemOf(
      request,
      `version ${version} needs ${need}, and the line has R ${r}; name an older version that runs there: ${request.name}==<version>`,
    );
  const locked: LockedRPackage = {
    name: request.name,
    version,
    repository: repository?.name ?? 'github',
    form: description['Built'] === undefined ? 'source' : 'binary',
    file,
    hash,
  };
  const isKept = candidate.isKept === true;
  return { request, locked, description, isKept };
}

function absentVersion(
  request: RRequest,
  repository: RRepository,
  current: string | undefined,
): Problem {
  const has =
    current === undefined ? 'does not have it at all' : `has ${current}`;
  return problemOf(
    request,
    `version ${request.version} is not to be had: ${repository.name} ${has}, and no such version in its archive`,
  );
}
