import { type BrickyardError, isReportable, type Problem } from '../errors';
import { findLikely } from '../hint-names';
import type { PackageSource } from './package-source';
import type { RIndex } from './r-index';
import { isOwn, type RRepository } from './r-repository';
import { problemOf, type RRequest } from './r-request';
import type { ResolveInput } from './resolve-input';

export interface Chosen {
  repository: RRepository;
  index: RIndex;
}

/**
 * The one repository that a package may come from, whatever version others have:
 * the one that image.ts or the line names, else CRAN. What a package needs may
 * also come from Bioconductor, as BiocManager has it.
 */
export async function chooseRepository(
  request: RRequest,
  { repositories }: Pick<ResolveInput, 'repositories'>,
  source: PackageSource,
): Promise<Chosen | Problem> {
  const open = async (repository: RRepository): Promise<Chosen> => ({
    repository,
    index: await source.fetchIndex(repository),
  });
  const owners = await findOwners(request, repositories.filter(isOwn), open);
  if (owners.length > 1) return explainTwo(request, owners);
  const [owner] = owners;
  const { repository: wanted } = request;
  if (
    owner !== undefined &&
    (wanted ?? owner.repository.name) !== owner.repository.name
  )
    return problemOf(
      request,
      `comes from ${owner.repository.name} alone, as image.ts says; write ${owner.repository.name}::${request.name}`,
    );
  if (owner !== undefined) return owner;
  const named = wanted ?? 'cran';
  const repository = repositories.find(({ name }) => name === named);
  if (repository === undefined)
    return explainUnknown(request, named, repositories);
  const chosen = await open(repository);
  if (chosen.index.has(request.name) || request.version !== undefined)
    return chosen;
  const others = repositories.filter(
    (each) => !isOwn(each) && each.name !== named,
  );
  const { other, unread } = await findOther(request, others, open);
  if (other === undefined) return explainAbsent(request, chosen, unread);
  return request.via !== undefined && wanted === undefined
    ? other
    : explainElsewhere(request, chosen, other);
}

async function findOwners(
  { name, repository: wanted }: RRequest,
  own: readonly RRepository[],
  open: (repository: RRepository) => Promise<Chosen>,
): Promise<Chosen[]> {
  const owners = await Promise.all(
    own.map(async (repository) => {
      const { packages } = repository;
      if (packages !== undefined && !packages.includes(name)) return [];
      const chosen = await open(repository);
      const isListed = packages !== undefined || chosen.index.has(name);
      return isListed ? [chosen] : [];
    }),
  );
  const all = owners.flat();
  const named = all.filter(({ repository }) => repository.name === wanted);
  return named.length > 0 ? named : all;
}

/** Only for what the first repository lacks: most lists never ask the second. */
async function findOther(
  { name }: RRequest,
  others: readonly RRepository[],
  open: (repository: RRepository) => Promise<Chosen>,
): Promise<{ other?: Chosen; unread: BrickyardError[] }> {
  const unread: BrickyardError[] = [];
  for (const repository of others) {
    try {
      const chosen = await open(repository);
      if (chosen.index.has(name)) return { other: chosen, unread };
    } catch (error) {
      // What was asked for elsewhere is missing; that this one is, too, comes second.
      if (!isReportable(error)) throw error;
      unread.push(error);
    }
  }
  return { unread };
}

function explainElsewhere(
  request: RRequest,
  { repository }: Chosen,
  other: Chosen,
): Problem {
  const { name } = request;
  const spec = other.repository.name === 'cran' ? name : `bioc::${name}`;
  return problemOf(
    request,
    `${titleOf(repository)} does not have it, but ${titleOf(other.repository)} does: write ${spec}`,
  );
}

function explainAbsent(
  request: RRequest,
  { repository, index }: Chosen,
  unread: readonly BrickyardError[],
): Problem {
  const likely = findLikely(request.name, [...index.keys()]);
  const hint =
    likely === undefined
      ? `if it was archived, name its version: ${request.name}==<version>`
      : `do you mean ${likely}?`;
  return problemOf(
    request,
    [
      `${titleOf(repository)} has no such package; ${hint}`,
      ...unread.map(({ message }) => message),
    ].join('; '),
  );
}

function explainUnknown(
  request: RRequest,
  named: string,
  repositories: readonly RRepository[],
): Problem {
  if (named === 'bioc')
    return problemOf(
      request,
      "the line does not say where its Bioconductor is: add r.bioconductorRepository and, if its R is not in Brickyard's table, r.bioconductorRelease to its JSON, or mirrors.bioconductor to the profile",
    );
  if (named === 'cran')
    return problemOf(
      request,
      'the line does not say where its CRAN is: add r.cranRepository to its JSON, or mirrors.cran to the profile',
    );
  const names = repositories.filter(isOwn).map(({ name }) => name);
  const known = names.length > 0 ? ` has ${names.join(', ')}` : ' has none';
  return problemOf(
    request,
    `${named} is no repository: r.repositories in image.ts${known}`,
  );
}

function explainTwo(request: RRequest, owners: readonly Chosen[]): Problem {
  const names = owners.map(({ repository }) => repository.name);
  return problemOf(
    request,
    `${names.join(' and ')} have it; write ${names[0]}::${request.name}, or name the packages of each in image.ts`,
  );
}

/** As people call it. */
function titleOf({ name }: RRepository): string {
  const titles: Readonly<Record<string, string>> = {
    cran: 'CRAN',
    bioc: 'Bioconductor',
  };
  return titles[name] ?? name;
}
