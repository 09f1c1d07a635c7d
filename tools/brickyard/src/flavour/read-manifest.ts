import { join } from 'node:path';

import { BrickyardError } from '../errors';
import { readNamedFile } from './read-regular-file';

/** The fields of a flavour's package.json that Brickyard reads. */
export interface PackageManifest {
  name?: string;
  description?: string;
}

/** `path` is how messages name the folder. Throws FLAVOUR_INVALID. */
export function readManifest(folder: string, path: string): PackageManifest {
  const file = `${path}/package.json`;
  const hint =
    'a flavour is a folder with Dockerfile, image.ts and package.json';
  const text = readNamedFile(join(folder, 'package.json'), file, hint);
  const value = parse(text, file) ?? {};
  for (const key of ['name', 'description'] as const) {
    const field = (value as Record<string, unknown>)[key];
    if (field === undefined || typeof field === 'string') continue;
    throw new BrickyardError('FLAVOUR_INVALID', `${file}: ${key}: is no text`);
  }
  return value;
}

function parse(text: string, file: string): PackageManifest | null {
  try {
    return JSON.parse(text) as PackageManifest | null;
  } catch (cause) {
    const message = `${file}: is not JSON`;
    throw new BrickyardError('FLAVOUR_INVALID', message, { cause });
  }
}
