import type { AptLock } from '../../lock/apt/apt-lock';
import type { Lock } from '../../lock/kind/lock';
import type { PythonLock } from '../../lock/python/python-lock';
import type { RLock } from '../../lock/r/r-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import { selectRequirementFiles } from '../../requirements/package-lists';
import { readRLists } from '../../requirements/r/read-r-lists';
import { openFolder } from '../sources/open-flavour';
import { readRequirements } from '../sources/read-requirements';
import { listOwnApt } from './own-apt';
import type { OwnPackage } from './own-package';
import { listOwnPython } from './own-python';
import { listOwnR } from './own-r';

/**
 * What the lists and locks of an image's own flavour say that it has; `locks` are those
 * for its line. What a build installs in another way is not known here.
 */
export function listOwnPackages(
  image: ResolvedImage,
  locks: readonly Lock[],
): OwnPackage[] {
  const packages = locks.flatMap((lock) => listOfLock(lock));
  const all = [...packages, ...listWithoutLock(image, locks)];
  if (!image.use.fromScratch) return all;
  // Others copy its files, and none of what made them.
  return all.map((each) => ({ ...each, isBuildOnly: true }));
}

function listOfLock(lock: Lock): OwnPackage[] {
  switch (lock.kind) {
    case 'apt':
      return listOwnApt(lock as AptLock);
    case 'python': {
      const python = lock as PythonLock;
      return listOwnPython({ ...python, lock: python });
    }
    case 'r': {
      const { requests, line } = lock as RLock;
      return listOwnR({ requests, line, lock: lock as RLock });
    }
  }
}

/** Lists of a flavour that installs them in its own way. */
function listWithoutLock(
  { flavour, runtime: line }: ResolvedImage,
  locks: readonly Lock[],
): OwnPackage[] {
  const folder = openFolder(flavour);
  const locked = new Set(locks.flatMap(({ sources }) => sources));
  const python = selectRequirementFiles(folder.files)
    .filter((file) => !locked.has(file))
    .flatMap((requirements) => {
      const files = readRequirements(flavour, requirements).texts;
      return listOwnPython({ requirements, flavour, line, files });
    });
  const hasRLock = locks.some(({ kind }) => kind === 'r');
  if (hasRLock) return python;
  const { packages: requests } = readRLists(folder);
  return [...python, ...listOwnR({ requests, line })];
}
