import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

import { BrickyardError } from '../errors';
import { listAnyFolder } from '../files/read-file';
import type { BrokenFlavour } from '../flavour/flavour';
import { checkFolders } from './check-folders';

/** Where flavours live, relative to the workspace. */
export const flavoursFolder = 'packages';

export interface FlavourNames {
  /** Folders to read. */
  names: string[];
  broken: BrokenFlavour[];
}

/** Folders that are meant as flavours, sorted; those that cannot be one beside them. */
export function listFlavours(root: string): FlavourNames {
  const broken: BrokenFlavour[] = [];
  const note = (name: string, error: BrickyardError): void => {
    broken.push({ name, path: posix.join(flavoursFolder, name), error });
  };
  const candidates = listEntries(join(root, flavoursFolder)).filter((name) =>
    isMeant(root, name, note),
  );
  const faults = checkFolders(root, candidates);
  for (const [name, error] of faults) note(name, error);
  const names = candidates.filter(
    (name) => !faults.has(name) && hasFile(root, name, 'package.json'),
  );
  return { names, broken };
}

/** A Dockerfile makes a folder a flavour, and so does an image.ts that has lost it. */
function isMeant(
  root: string,
  name: string,
  note: (name: string, error: BrickyardError) => void,
): boolean {
  const path = posix.join(flavoursFolder, name);
  try {
    const folder = join(root, path);
    if (!statSync(folder).isDirectory()) return false;
    const files = readdirSync(folder);
    return files.includes('Dockerfile') || files.includes('image.ts');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const message = `${path}: cannot be read (${code})`;
    note(name, new BrickyardError('FLAVOUR_INVALID', message, { cause }));
    return false;
  }
}

function hasFile(root: string, name: string, file: string): boolean {
  return readdirSync(join(root, flavoursFolder, name)).includes(file);
}

/** A workspace may have no flavours yet. */
function listEntries(folder: string): string[] {
  return listAnyFolder(folder, {
    name: flavoursFolder,
    code: 'OPTIONS_INVALID',
  });
}
