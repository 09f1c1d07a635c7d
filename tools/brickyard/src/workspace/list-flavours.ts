import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

import { BrickyardError } from '../errors';
import { listAnyFolder } from '../files/read-file';
import type { BrokenFlavour } from '../flavour/flavour';
import type { PackageManifest } from '../flavour/read-manifest';
import { checkFolders } from './check-folders';

/** Where flavours live, relative to the workspace. */
export const flavoursFolder = 'packages';

export interface FlavourNames {
  /** Folders to read, with what their package.json says. */
  folders: { name: string; manifest?: PackageManifest }[];
  broken: BrokenFlavour[];
}

/** Folders that are meant as flavours, sorted; those that cannot be one beside them. */
export function listFlavours(root: string): FlavourNames {
  const broken: BrokenFlavour[] = [];
  const note = (name: string, error: BrickyardError): void => {
    broken.push({ name, path: posix.join(flavoursFolder, name), error });
  };
  const candidates = new Map<string, readonly string[]>();
  for (const name of listEntries(join(root, flavoursFolder))) {
    const files = listFiles(root, name, note);
    // A Dockerfile makes a folder a flavour, and so does an image.ts that has lost it.
    const isMeant = files.includes('Dockerfile') || files.includes('image.ts');
    if (isMeant) candidates.set(name, files);
  }
  const { faults, manifests } = checkFolders(root, [...candidates.keys()]);
  for (const [name, error] of faults) note(name, error);
  const folders = [...candidates]
    .filter(
      ([name, files]) => !faults.has(name) && files.includes('package.json'),
    )
    .map(([name]) => ({ name, manifest: manifests.get(name) }));
  return { folders, broken };
}

/** A file beside the flavours counts as a folder without files. */
function listFiles(
  root: string,
  name: string,
  note: (name: string, error: BrickyardError) => void,
): string[] {
  const path = posix.join(flavoursFolder, name);
  try {
    const folder = join(root, path);
    return statSync(folder).isDirectory() ? readdirSync(folder) : [];
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const message = `${path}: cannot be read (${code})`;
    note(name, new BrickyardError('FLAVOUR_INVALID', message, { cause }));
    return [];
  }
}

/** A workspace may have no flavours yet. */
function listEntries(folder: string): string[] {
  return listAnyFolder(folder, {
    name: flavoursFolder,
    code: 'OPTIONS_INVALID',
  });
}
