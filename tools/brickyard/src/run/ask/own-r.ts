import { fullPath } from '../../lock/kind/lock';
import type { RLock } from '../../lock/r/r-lock';
import { listRPackages } from '../../lock/r/r-lock-text';
import { renderGithubSource } from '../../requirements/r/parse-github-spec';
import type { RPackageRequest } from '../../requirements/r/r-package';
import type { Runtime } from '../../runtime/schema';
import type { Hold, ListLine, OwnPackage } from './own-package';

/** The R lists of a flavour, with their lock where the build takes one. */
export interface RList {
  requests: readonly RPackageRequest[];
  line: Runtime;
  lock?: RLock;
}

/** What is in the lock; without one, what the lists name. */
export function listOwnR({ requests, line, lock }: RList): OwnPackage[] {
  const linesOf = (name: string) =>
    requests.filter((each) => each.name === name).map(toLine);
  const pinsOf = (name: string) =>
    requests.filter((each) => each.name === name).flatMap(holdOf);
  const describe = (name: string) => ({
    ...{ ecosystem: 'r' as const, environment: null, name },
    ...{ isBuildOnly: false, lines: linesOf(name) },
    listChains: () =>
      linesOf(name).map((each) => ({ line: each, names: [name] })),
  });
  const listed = (names: readonly string[]) =>
    [...new Set(names)].map((name) => ({
      ...describe(name),
      version: requests.find((each) => each.name === name)?.version,
      listHolds: () => [...pinsOf(name), ...dayOf(line)],
    }));
  const asked = requests.map(({ name }) => name);
  if (lock?.text === undefined) return listed(asked);
  const locked = listRPackages(lock.text);
  const isLocked = (name: string) => locked.some((each) => each.name === name);
  const list = lock.sources
    .map((each) => `${lock.flavour.path}/${each}`)
    .join(', ');
  const packages = locked.map(({ name, version, repository }) => ({
    ...describe(name),
    ...{ version, lock: fullPath(lock), list },
    listHolds: () => [
      ...pinsOf(name),
      ...(repository === 'cran' ? dayOf(line) : []),
    ],
  }));
  // What an image below has, or R itself, is in no lock of this flavour.
  return [...packages, ...listed(asked.filter((name) => !isLocked(name)))];
}

function toLine(request: RPackageRequest): ListLine {
  const { name, version, repository, github, place } = request;
  const source = repository === undefined ? '' : `${repository}::`;
  const pin = version === undefined ? '' : `==${version}`;
  const text =
    github === undefined
      ? `${source}${name}${pin}`
      : `github::${renderGithubSource(github)}`;
  return { place, text };
}

function holdOf(request: RPackageRequest): Hold[] {
  const { version, github } = request;
  const { place, text } = toLine(request);
  return version === undefined && github === undefined
    ? []
    : [{ by: { place }, text }];
}

function dayOf({ name, r }: Runtime): Hold[] {
  const day = r?.cranSnapshot;
  if (day === undefined) return [];
  return [{ by: { runtime: name }, text: `CRAN as it was on ${day}` }];
}
