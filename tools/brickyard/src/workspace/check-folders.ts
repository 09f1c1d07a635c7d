import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
  type BrickyardError,
  isBrickyardError,
  type Problem,
  problemsError,
} from '../errors';
import { type PackageManifest, readManifest } from '../flavour/read-manifest';
import { parseReference } from '../reference/parse-reference';

/** What a folder has that is meant as a flavour. */
interface FolderCheck {
  /** The workspace's folder. */
  root: string;
  /** Of the flavour, from there. */
  path: string;
  folder: string;
  /** Folder by the name of the package in it. */
  owners: Map<string, string>;
  manifests: Map<string, PackageManifest>;
}

/** Both by the folder's name. */
export interface CheckedFolders {
  /** FLAVOUR_INVALID */
  faults: Map<string, BrickyardError>;
  /** What their package.json says, where it can be read. */
  manifests: Map<string, PackageManifest>;
}

/**
 * Folders that would be skipped silently, or share a name: with Dockerfile and
 * image.ts but no package.json, with the package name of another, with a name
 * that no image can have. `names` are those with a Dockerfile, in the folder
 * `packages` of `root`.
 */
export function checkFolders(
  root: string,
  names: readonly string[],
): CheckedFolders {
  const owners = new Map<string, string>();
  const faults = new Map<string, BrickyardError>();
  const manifests = new Map<string, PackageManifest>();
  for (const folder of names) {
    const path = `packages/${folder}`;
    const fault = check({ root, path, folder, owners, manifests });
    if (fault !== undefined) faults.set(folder, fault);
  }
  return { faults, manifests };
}

function check({
  root,
  path,
  folder,
  owners,
  manifests,
}: FolderCheck): BrickyardError | undefined {
  if (!existsSync(join(root, path, 'package.json')))
    return invalid(checkMissing(root, path));
  try {
    const manifest = readManifest(join(root, path), path);
    manifests.set(folder, manifest);
    const { name = folder } = manifest;
    const owner = owners.get(name) ?? path;
    owners.set(name, owner);
    return invalid([
      ...checkShared(path, name, owner),
      ...checkName(path, folder),
    ]);
  } catch (error) {
    if (isBrickyardError(error)) return error;
    throw error;
  }
}

function invalid(problems: readonly Problem[]): BrickyardError | undefined {
  if (problems.length === 0) return undefined;
  return problemsError(
    'FLAVOUR_INVALID',
    problems,
    'package.json of a flavour is { "name": "<as its folder>", "private": true }',
  );
}

/** A folder with only a Dockerfile is not a flavour. */
function checkMissing(root: string, path: string): Problem[] {
  if (!existsSync(join(root, path, 'image.ts'))) return [];
  const message = `is missing, so ${path} would not be seen as a flavour`;
  return [{ place: { file: `${path}/package.json` }, message }];
}

function checkShared(path: string, name: string, owner: string): Problem[] {
  if (owner === path) return [];
  const message = `name '${name}' is already the name of ${owner}`;
  return [{ place: { file: `${path}/package.json` }, message }];
}

function checkName(path: string, folder: string): Problem[] {
  try {
    parseReference(`flavours/${folder}`);
    return [];
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const message =
      "the folder's name is also the image's: a-z, 0-9 and, between those, '.', '_' or '-'";
    return [{ place: { file: path }, message }];
  }
}
