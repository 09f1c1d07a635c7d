import {
  type Dirent,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join, posix, sep } from 'node:path';

import {
  isSuspectFile,
  judgeFile,
} from '../../conformance/secrets/secret-files';
import { unreadableError } from '../../context/context-errors';
import { type IgnoreRules, parseIgnoreRules } from '../../context/ignore-rules';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findTextFile, readTextFile } from '../../files/read-file';
import type { FolderEntry, FoundFolder, LeftOut, ReadFolder } from './adoption';
import { IGNORED, judgeFolder, judgeLink } from './judge-entry';

/**
 * The Dockerfile, and what of the folder becomes a part of the flavour. Throws
 * DOCKERFILE_INVALID, CONTEXT_INVALID, CONTEXT_UNREADABLE.
 */
export function readFolder(found: FoundFolder): ReadFolder {
  const { folder, shown, file } = found;
  const name = `${shown}/${file}`;
  const code = 'DOCKERFILE_INVALID';
  const dockerfileText = readTextFile(join(folder, file), { name, code });
  const ignore = readIgnore(found);
  const walk: Walk = {
    ...{ found, entries: [], leftOut: [] },
    rules: parseIgnoreRules(ignore),
    ignoreFile: posix.basename(ignore?.file ?? ''),
  };
  walkInto(walk, '');
  return {
    ...found,
    dockerfile: parseDockerfile(dockerfileText, name),
    ...{ dockerfileText, ignore },
    entries: walk.entries,
    leftOut: walk.leftOut,
  };
}

interface Walk {
  found: FoundFolder;
  rules: IgnoreRules;
  ignoreFile: string;
  entries: FolderEntry[];
  leftOut: LeftOut[];
}

/** As BuildKit: the Dockerfile's own wins over the folder's. */
function readIgnore({ folder, shown, file }: FoundFolder) {
  for (const name of [`${file}.dockerignore`, '.dockerignore']) {
    const request = {
      name: `${shown}/${name}`,
      code: 'CONTEXT_INVALID',
    } as const;
    const text = findTextFile(join(folder, name), request);
    if (text !== undefined) return { file: request.name, text };
  }
  return undefined;
}

function walkInto(walk: Walk, folder: string): void {
  const listed = attempt(walk, folder, () =>
    readdirSync(join(walk.found.folder, folder), { withFileTypes: true }),
  );
  const why =
    folder === ''
      ? undefined
      : judgeFolder(
          folder,
          listed.map(({ name }) => name),
        );
  if (why !== undefined) {
    walk.leftOut.push({ path: `${folder}/`, why });
    return;
  }
  for (const entry of listed.sort((a, b) => (a.name < b.name ? -1 : 1)))
    visit(walk, posix.join(folder, entry.name), entry);
}

function visit(walk: Walk, path: string, entry: Dirent): void {
  const own = nameInFlavour(walk, path);
  const isIgnored = own === undefined && walk.rules.ignores(path);
  if (entry.isDirectory() && !(isIgnored && walk.rules.prunable)) {
    walkInto(walk, path);
    return;
  }
  const left = isIgnored
    ? { why: IGNORED }
    : own === undefined
      ? judge(walk, path, entry)
      : undefined;
  if (left === undefined) walk.entries.push(readEntry(walk, path, own ?? path));
  else
    walk.leftOut.push({
      path: entry.isDirectory() ? `${path}/` : path,
      ...left,
    });
}

/** The files that make the build: ignored or not, the flavour has them. */
function nameInFlavour({ found, ignoreFile }: Walk, path: string) {
  if (path === found.file) return 'Dockerfile';
  if (path !== ignoreFile) return undefined;
  return path === '.dockerignore' ? path : 'Dockerfile.dockerignore';
}

function judge(
  walk: Walk,
  path: string,
  entry: Dirent,
): Omit<LeftOut, 'path'> | undefined {
  if (path === 'Dockerfile')
    return { why: `${walk.found.file} takes its place` };
  if (entry.isSymbolicLink()) {
    const why = judgeLink(path, readLink(walk, path));
    return why === undefined ? undefined : { why };
  }
  if (!entry.isFile()) return { why: 'neither a file nor a folder' };
  if (!isSuspectFile(path)) return undefined;
  const judged = judgeFile(path, readShort(walk, path));
  if (judged === undefined) return undefined;
  const isByName = judged.severity !== 'error';
  return { why: judged.what, ...(isByName && { isByName }) };
}

function readEntry(walk: Walk, path: string, target: string): FolderEntry {
  const stats = attempt(walk, path, () =>
    lstatSync(join(walk.found.folder, path)),
  );
  const { size } = stats;
  if (!stats.isSymbolicLink()) return { path, target, size };
  return { path, target, size: 0, link: readLink(walk, path) };
}

function readLink(walk: Walk, path: string): string {
  return attempt(walk, path, () =>
    readlinkSync(join(walk.found.folder, path)).split(sep).join('/'),
  );
}

/** Keys and settings are much shorter. */
const LONGEST = 64 * 1024;

function readShort(walk: Walk, path: string): string | undefined {
  const file = join(walk.found.folder, path);
  return attempt(walk, path, () =>
    lstatSync(file).size <= LONGEST ? readFileSync(file, 'utf8') : undefined,
  );
}

function attempt<T>({ found }: Walk, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadableError(found.shown, path, error);
  }
}
