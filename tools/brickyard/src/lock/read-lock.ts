import { readdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

import { type FileRequest, findTextFile } from '../files/read-file';
import type { Flavour } from '../flavour/flavour';
import { selectRequirementFiles } from '../requirements/package-lists';
import { splitRequirementLines } from '../requirements/split-requirement-lines';
import type { Runtime } from '../runtime/schema';
import { includedPath } from './include-line';
import type { Lock, RequirementFile } from './lock';
import { isMain, lockPath } from './lock-paths';

export interface LockSource {
  flavour: Flavour;
  /** Flavours below that are locked too, nearest first. */
  ancestors: readonly Flavour[];
  line: Runtime;
}

/** A file's text, if it is there. Throws FLAVOUR_INVALID for what cannot be read. */
export type ReadText = (folder: string, path: string) => string | undefined;

/** Every lock of a flavour for one line, with what is on disk for it. */
export function readLocks(
  source: LockSource,
  readText: ReadText = createReader(),
): Lock[] {
  const { folder } = source.flavour;
  return listRequirementFiles(folder).map((name) =>
    readLock(source, name, readText),
  );
}

/** Reads each file once: images of a workspace share the files below them. */
export function createReader(): ReadText {
  const texts = new Map<string, string | undefined>();
  return (folder, path) => {
    const file = join(folder, path);
    if (!texts.has(file))
      texts.set(file, findTextFile(file, describeFile(folder, path)));
    return texts.get(file);
  };
}

/** As messages show it: `packages/python/requirements.txt`. */
function describeFile(folder: string, path: string): FileRequest {
  const parts = [basename(dirname(folder)), basename(folder), path];
  const name = posix.join(...parts);
  return { name, code: 'FLAVOUR_INVALID', isPythonList: true };
}

export function listRequirementFiles(folder: string): string[] {
  return selectRequirementFiles(readdirSync(folder));
}

function readLock(
  { flavour, ancestors, line }: LockSource,
  requirements: string,
  readText: ReadText,
): Lock {
  const below = isMain(requirements) ? ancestors : [];
  const path = lockPath(line.name, requirements);
  const parent = below[0];
  return {
    flavour,
    line,
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
