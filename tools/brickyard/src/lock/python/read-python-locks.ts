import { readdirSync } from 'node:fs';
import { posix } from 'node:path';

import { selectRequirementFiles } from '../../requirements/package-lists';
import { splitRequirementLines } from '../../requirements/split-requirement-lines';
import {
  hasLockStage,
  listBases,
  type LockOwner,
  type LockSource,
  type ReadText,
} from '../kind/lock-owner';
import { includedPath } from './include-line';
import type { PythonLock, RequirementFile } from './python-lock';
import { isMain, lockPath } from './python-paths';

/** A lock for each of a flavour's requirements files. */
export function readPythonLocks(
  source: LockSource,
  readText: ReadText,
): PythonLock[] {
  return listLockedFiles(source).map((file) =>
    readLock(source, file, readText),
  );
}

/** Of the requirements files of an image's flavour, those that its build takes locks of. */
function listLockedFiles(owner: LockOwner): string[] {
  const { flavour, runtime } = owner;
  return selectRequirementFiles(readdirSync(flavour.folder)).filter(
    (file) =>
      hasLockStage(flavour) || owner.takesLock(lockPath(runtime.name, file)),
  );
}

function readLock(
  source: LockSource,
  requirements: string,
  readText: ReadText,
): PythonLock {
  const { flavour, line } = source;
  const below = isMain(requirements) ? listPythonBases(source) : [];
  const path = lockPath(line.name, requirements);
  const parent = below[0];
  return {
    kind: 'python',
    flavour,
    line,
    sources: [requirements],
    requirements,
    path,
    files: readFiles(flavour.folder, requirements, readText),
    ancestors: below.map((ancestor) => ({
      flavour: ancestor,
      files: readFiles(ancestor.folder, requirements, readText),
    })),
    parentText: parent && readText(parent.folder, path),
    text: readText(flavour.folder, path),
  };
}

/** What an image starts from, as far as it has Python packages of a lock. */
function listPythonBases(owner: LockOwner): LockOwner['flavour'][] {
  return listBases(owner)
    .filter((base) => listLockedFiles(base).some(isMain))
    .map(({ flavour }) => flavour);
}

/** With what it includes. The parser reports a file that is not there. */
function readFiles(
  folder: string,
  first: string,
  readText: ReadText,
): RequirementFile[] {
  const files = new Map<string, RequirementFile>();
  const read = (path: string): void => {
    const text = files.has(path) ? undefined : readText(folder, path);
    if (text === undefined) return;
    files.set(path, { path, text });
    for (const line of splitRequirementLines(text)) {
      const included = includedPath(line.text);
      if (included === undefined) continue;
      const next = posix.join(posix.dirname(path), included);
      if (!next.startsWith('..')) read(next);
    }
  };
  read(first);
  return [...files.values()];
}
