import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

import { isBrickyardError, type Problem } from '../../errors';
import { tryListFolder, tryReadFile } from '../../files/try-read';
import type { Flavour } from '../../flavour/flavour';
import { findLocalPath, type LocalPath } from '../../requirements/local-path';
import { parseRequirements } from '../../requirements/parse-requirements';
import type { Requirement } from '../../requirements/requirement';
import type { LocalFile, LocalFiles, LocalReference } from './local-files';
import { noLocalFiles } from './local-files';
import type { RequirementFile } from './python-lock';

type Owner = Pick<Flavour, 'folder' | 'path'>;

/** What pip installs from a file, by its name. */
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tbz|tar\.xz|txz)$/i;

/**
 * What lists take from the flavour's own folder, each file with its digest. As
 * pip reads them: a package's path starts at the folder, that of `--find-links`
 * at its list, when there is something there.
 */
export function readLocalFiles(
  owner: Owner,
  lists: readonly RequirementFile[],
): LocalFiles {
  const found = lists.flatMap((list) =>
    listNamed(owner, list).map((named) => readNamed(owner, named)),
  );
  if (found.length === 0) return noLocalFiles;
  const files = new Map(
    found.flatMap((each) => each.files.map((file) => [file.path, file])),
  );
  return {
    references: found.flatMap(({ references }) => references),
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: found.flatMap(({ problems }) => problems),
  };
}

interface Named {
  list: string;
  requirement: Requirement;
  local: LocalPath;
}

function listNamed({ path }: Owner, list: RequirementFile): Named[] {
  return parse(list, path).flatMap((requirement) => {
    const local = findLocalPath(requirement);
    return local === undefined ? [] : [{ list: list.path, requirement, local }];
  });
}

/** Others tell which line cannot be read. */
function parse(
  { path, text }: RequirementFile,
  flavour: string,
): Requirement[] {
  try {
    return parseRequirements(text, `${flavour}/${path}`);
  } catch (error) {
    if (isBrickyardError(error)) return [];
    throw error;
  }
}

function readNamed(owner: Owner, named: Named): LocalFiles {
  const { requirement, local } = named;
  const path = placeInFolder(owner, named);
  const tell = (message: string): LocalFiles => {
    const { place } = requirement;
    const problem: Problem = { place, message: `${local.written}: ${message}` };
    return { ...noLocalFiles, problems: [problem] };
  };
  if (posix.isAbsolute(local.path))
    return tell(
      'is a path of one machine: write name==version, or put the file into the folder of this list and name it as ./wheels/name-1.0-py3-none-any.whl',
    );
  if (path === undefined)
    return tell(`is outside of ${owner.path}, which is all that a build sees`);
  const read = local.kind === 'links' ? readFolder : readPackage;
  const files = read(owner, path);
  if ('fault' in files) return tell(files.fault);
  const reference = refer(named, path);
  if (typeof reference === 'string') return tell(reference);
  return { references: [reference], files: files.value, problems: [] };
}

/** Relative to the flavour's folder; `undefined` for what is not in it. */
function placeInFolder(
  { folder }: Owner,
  { list, local }: Named,
): string | undefined {
  const beside = posix.join(posix.dirname(list), local.path);
  const isBeside = local.kind === 'links' && existsSync(join(folder, beside));
  const path = posix.normalize(isBeside ? beside : local.path);
  const trimmed = path.replace(/\/$/, '');
  if (trimmed === '..' || trimmed.startsWith('../')) return undefined;
  return leadsOut(folder, trimmed) ? undefined : trimmed;
}

/** A link's target is not in the build, wherever the link is. */
function leadsOut(folder: string, path: string): boolean {
  try {
    const root = realpathSync(folder);
    const real = realpathSync(join(folder, path));
    return real !== root && !real.startsWith(root + sep);
  } catch {
    return false;
  }
}

type Files = { value: LocalFile[] } | { fault: string };

function readPackage(owner: Owner, path: string): Files {
  const file = join(owner.folder, path);
  if ('value' in tryListFolder(file))
    return {
      fault:
        'is a folder, which has no hash: name a wheel or an archive of it, or make it a library: npx nx g brickyard:library',
    };
  const read = tryReadFile(file);
  if ('fault' in read) return { fault: `${owner.path}/${path} ${read.fault}` };
  const hash = createHash('sha256').update(read.value);
  return { value: [{ path, digest: `sha256:${hash.digest('hex')}` }] };
}

function readFolder(owner: Owner, path: string): Files {
  const names = tryListFolder(join(owner.folder, path));
  if ('fault' in names)
    return { fault: `${owner.path}/${path} ${names.fault}` };
  const packages = names.value.filter((name) => ARCHIVE.test(name));
  if (packages.length === 0)
    return { fault: `there is no wheel or archive in ${owner.path}/${path}` };
  const files: LocalFile[] = [];
  for (const name of packages) {
    const read = readPackage(owner, posix.join(path, name));
    if ('fault' in read) return read;
    files.push(...read.value);
  }
  return { value: files };
}

function refer(
  { list, requirement, local }: Named,
  path: string,
): LocalReference | string {
  const { kind, written, fragment } = local;
  const name = 'name' in requirement ? requirement.name : undefined;
  if (kind === 'package' && name === undefined)
    return 'nothing says which package this is: write name @ before it';
  return {
    ...{ kind, list, written, path, fragment },
    line: requirement.place.line,
    isNamed: requirement.kind === 'package',
    ...(kind === 'package' && { name }),
  };
}
