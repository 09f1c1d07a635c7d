import { posix } from 'node:path';

import { splitRequirementLines } from '../../requirements/grammar/split-requirement-lines';
import { selectRequirementFiles } from '../../requirements/package-lists';
import {
  hasLockStage,
  listBases,
  type LockOwner,
  type LockSource,
  type ReadText,
} from '../kind/lock-owner';
import { includedPath } from './include-line';
import { listLocalSources } from './local-files';
import { joinOrigins, type PackageOrigins } from './package-origins';
import type { PythonLock, RequirementFile } from './python-lock';
import { isMain, lockPath } from './python-paths';
import { readLocalFiles } from './read-local-files';

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
  return selectRequirementFiles(owner.listFiles()).filter(
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
  const readLists = (owner: LockOwner['flavour']) => {
    const files = readFiles(owner.folder, requirements, readText);
    return { files, local: readLocalFiles(owner, files) };
  };
  const own = readLists(flavour);
  const ancestors = below.map((ancestor) => ({
    ...{ flavour: ancestor, folder: ancestor.folder },
    ...readLists(ancestor),
  }));
  const locals = [own, ...ancestors].map(({ local }) => local);
  const origins = joinOrigins(flavour, below);
  return {
    kind: 'python',
    flavour,
    line,
    sources: [requirements],
    requirements,
    path,
    ...own,
    ancestors,
    origins: withSources(origins, locals.flatMap(listLocalSources)),
    parentText: parent && readText(parent.folder, path),
    text: readText(flavour.folder, path),
  };
}

/** Who names a source archive by its file wants it built. */
function withSources(
  { indexes, builds }: PackageOrigins,
  names: readonly string[],
): PackageOrigins {
  return { indexes, builds: [...new Set([...builds, ...names])].sort() };
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
