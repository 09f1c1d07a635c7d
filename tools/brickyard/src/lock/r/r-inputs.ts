import { createHash } from 'node:crypto';

import { renderPlace } from '../../errors';
import { renderGithubSource } from '../../requirements/r/parse-github-spec';
import { BASE_R, RECOMMENDED_R } from '../../requirements/r/r-own-packages';
import type { RPackageRequest } from '../../requirements/r/r-package';
import { chooseBioconductor } from '../../runtime/bioconductor';
import type { RLock } from './r-lock';
import { listRPackages } from './r-lock-text';

/** Digest of what decides an R lock; a comment, or another order, changes nothing. */
export function digestRInputs(lock: RLock): string {
  const { line, requests, problems, repositories, below } = lock;
  const inputs = {
    asked: requests.map(renderRequest).sort(),
    problems: problems.map(({ message }) => message),
    repositories,
    below: [...below.values()]
      .map(({ name, version, hash }) => [name, version, hash].join(' '))
      .sort(),
    r: line.r?.version,
    codename: line.codename,
    day: line.r?.cranSnapshot,
    bioconductor: chooseBioconductor(line),
  };
  const hash = createHash('sha256').update(JSON.stringify(inputs));
  return `sha256:${hash.digest('hex')}`;
}

function renderRequest(request: RPackageRequest): string {
  const { name, version = '', repository = '', github } = request;
  const source = github === undefined ? '' : renderGithubSource(github);
  return [repository, name, version, source].join(' ');
}

/** What an R lock is resolved for, as its second line says it. */
export function describeR({ line }: Pick<RLock, 'line'>): string {
  return `runtime ${line.name}, R ${line.r?.version}, ${line.codename}`;
}

/** What a stale lock no longer agrees with, as far as its packages and days show it. */
export function listMovedR(lock: RLock, text: string): string[] {
  const { line, requests, below, ancestors } = lock;
  const packages = new Map(
    listRPackages(text).map((each) => [each.name, each]),
  );
  const moved = requests
    .filter((request) => {
      const found = packages.get(request.name) ?? below.get(request.name);
      return found === undefined
        ? !comesWithR(request)
        : !agrees(request, found);
    })
    .map(({ place }) => renderPlace(place));
  const head = text.slice(0, 1000);
  if (!head.includes(`# ${describeR(lock)}`))
    moved.push(`the R of ${line.name}`);
  if (!head.includes(`# cran ${line.r?.cranSnapshot}\n`))
    moved.push(`CRAN's day of ${line.name}`);
  const isBelow = [...packages.values()].some((each) => {
    const other = below.get(each.name);
    return other !== undefined && other.hash === each.hash;
  });
  if (isBelow)
    moved.push(
      ...ancestors.map(({ flavour }) => `the lock of ${flavour.name}`),
    );
  return [...new Set(moved)];
}

function comesWithR({ name, version, repository }: RPackageRequest): boolean {
  const own = [...BASE_R, ...RECOMMENDED_R];
  return (
    version === undefined && repository === undefined && own.includes(name)
  );
}

function agrees(
  { version, repository, github }: RPackageRequest,
  found: { version: string; repository: string; file: string },
): boolean {
  if (github !== undefined) return found.file === renderGithubSource(github);
  const spell = (text: string) => text.replaceAll('-', '.');
  return (
    (version === undefined || spell(version) === spell(found.version)) &&
    (repository === undefined || repository === found.repository)
  );
}

/** What may have changed where no package shows it. */
export function listRInputs({
  flavour,
  sources,
  line,
  ancestors,
}: RLock): string[] {
  return [
    ...sources.map((source) => `${flavour.path}/${source}`),
    `r.repositories of ${flavour.path}/image.ts`,
    `the R of ${line.name}`,
    ...ancestors.map((ancestor) => `the lock of ${ancestor.flavour.name}`),
  ];
}
