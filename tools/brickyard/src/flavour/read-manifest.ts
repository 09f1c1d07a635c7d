import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../errors';

/** The fields of a flavour's package.json that Brickyard reads. */
export interface PackageManifest {
  name?: string;
  description?: string;
}

/** `path` is how messages name the folder. Throws FLAVOUR_INVALID. */
export function readManifest(folder: string, path: string): PackageManifest {
  const file = `${path}/package.json`;
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    return (JSON.parse(text) ?? {}) as PackageManifest;
  } catch (cause) {
    const isRead =
      cause instanceof Object &&
      cause['name' as keyof object] === 'SyntaxError';
    throw new BrickyardError(
      'FLAVOUR_INVALID',
      `${file}: ${isRead ? 'is not JSON' : 'cannot be read'}`,
      {
        cause,
        hint: isRead
          ? undefined
          : 'a flavour is a folder with Dockerfile, image.ts and package.json',
      },
    );
  }
}
