import { pinsBelow, renderRequest } from '../../lock/apt/apt-inputs';
import type { AptLock } from '../../lock/apt/apt-lock';
import { parseAptPins, parseProvided } from '../../lock/apt/parse-apt-pins';
import { fullPath } from '../../lock/kind/lock';
import { mainAptList } from '../../requirements/package-lists';
import type { AptRequest } from '../../requirements/parse-apt-list';
import type { Hold, ListLine, OwnPackage } from './own-package';

type PackageRequest = AptRequest & { kind: 'package' };

/** What is in the lock; without one, what the lists name. */
export function listOwnApt(lock: AptLock): OwnPackage[] {
  const { text, flavour, lists } = lock;
  const locked = parseAptPins(text ?? '');
  const isLocked = (name: string) => locked.some((each) => each.name === name);
  const packages = locked.map(({ name, version, list }) => ({
    ...describe(lock, list, name),
    ...{ version, lock: fullPath(lock), list: `${flavour.path}/${list}` },
  }));
  // What an image below has is in no lock of this flavour.
  const others = lists.flatMap(({ path }) =>
    listNames(lock, path)
      .filter((name) => !isLocked(name))
      .map((name) => describe(lock, path, name)),
  );
  return [...packages, ...others];
}

function describe(lock: AptLock, list: string, name: string): OwnPackage {
  const requests = listRequests(lock, list).filter(
    (each) => nameIn(lock, each) === name,
  );
  const lines = requests.map(toLine);
  return {
    ...{ ecosystem: 'apt', environment: null, name, lines },
    isBuildOnly: list !== mainAptList,
    listChains: () => lines.map((line) => ({ line, names: [name] })),
    listHolds: () => [
      ...requests.flatMap(holdOf),
      ...listHeldBelow(lock, name),
    ],
  };
}

function listNames(lock: AptLock, list: string): string[] {
  const requests = listRequests(lock, list);
  return [...new Set(requests.map((each) => nameIn(lock, each)))];
}

/** What stands in the lock for a name that a list has. */
function nameIn({ text }: AptLock, { name }: PackageRequest): string {
  return parseProvided(text ?? '').get(name) ?? name;
}

function listRequests({ lists }: AptLock, list: string): PackageRequest[] {
  const found = lists.find(({ path }) => path === list);
  return (found?.requests ?? []).filter((each) => each.kind === 'package');
}

function toLine(request: PackageRequest): ListLine {
  return { place: request.place, text: renderRequest(request) };
}

function holdOf(request: PackageRequest): Hold[] {
  if (request.version === undefined) return [];
  const { place, text } = toLine(request);
  return [{ by: { place }, text }];
}

/** What is below is not upgraded by an image on top of it. */
function listHeldBelow(lock: AptLock, name: string): Hold[] {
  const below = pinsBelow(lock)[name];
  if (below === undefined) return [];
  const { flavour, version } = below;
  return [{ by: { flavour }, text: `${name}=${version}` }];
}
