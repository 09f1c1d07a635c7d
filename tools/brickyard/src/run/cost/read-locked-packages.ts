import type { PackageGroup } from '../../ecosystems/package';
import { python } from '../../ecosystems/python/python';
import { r } from '../../ecosystems/r/r';
import { listLockedPython } from '../../lock/python/list-locked-python';
import { listSteadyNames } from '../../lock/python/list-steady-names';
import { lockPath } from '../../lock/python/python-paths';
import { rLockPath } from '../../lock/r/r-lock';
import { listRPackages, listSteadyRPackages } from '../../lock/r/r-lock-text';
import type { ResolvedImage } from '../../plan/resolve-image';
import { normalizeName } from '../../requirements/normalize-name';
import {
  mainRequirements,
  selectRLists,
} from '../../requirements/package-lists';
import { openFlavour } from '../sources/open-flavour';

export interface LockedPackages {
  /** Of Python's main environment and of R. */
  groups: PackageGroup[];
  /** Normalised names of Python packages that the runtime line pins. */
  pins: ReadonlySet<string>;
  /** Whether a stage `steady` installs it, where a Dockerfile has one. */
  isSteady: (ecosystem: string, name: string) => boolean;
}

/** The files of a flavour that say which packages `in-layers` sorts. */
export function listLockFiles({ runtime, lines }: ResolvedImage): string[] {
  return [runtime.name, ...lines].flatMap((line) => [
    lockPath(line, mainRequirements),
    rLockPath(line),
  ]);
}

/** What the flavour's own locks install; `undefined` where a list has no lock. */
export function readLockedPackages(
  image: ResolvedImage,
): LockedPackages | undefined {
  const { files, lines, readText } = openFlavour(image);
  const read = (pathOf: (line: string) => string) =>
    lines
      .map((line) => readText(pathOf(line)))
      .find((text) => text !== undefined);
  const pythonText = read((line) => lockPath(line, mainRequirements));
  const rText = read(rLockPath);
  const hasRequirements = files.includes(mainRequirements);
  const hasRLists = selectRLists(files, readText).length > 0;
  if (hasRequirements && pythonText === undefined) return undefined;
  if (hasRLists && rText === undefined) return undefined;
  const locked = listLockedPython(pythonText ?? '');
  const pinned = locked.filter(({ heldBy }) =>
    heldBy.includes('.brickyard/constraints.txt'),
  );
  const packages = locked.map(({ name, version = '' }) => ({ name, version }));
  const steadyPython = listSteadyNames(pythonText ?? '');
  const steadyR = new Set(
    listSteadyRPackages(rText ?? '').map(({ name }) => name),
  );
  return {
    groups: makeGroups(packages, listRPackages(rText ?? '')),
    pins: new Set(pinned.map(({ name }) => name)),
    isSteady: (ecosystem, name) =>
      ecosystem === r.name
        ? steadyR.has(name)
        : steadyPython.has(normalizeName(name)),
  };
}

export function makeGroups(
  pythonPackages: PackageGroup['packages'],
  rPackages: PackageGroup['packages'],
): PackageGroup[] {
  const environment = python.mainEnvironment ?? null;
  return [
    { ecosystem: 'python', environment, packages: pythonPackages },
    { ecosystem: 'r', environment: null, packages: rPackages },
  ];
}
