import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { BrickyardError } from '../../errors';
import type { CopyBase } from '../../starter/copy-upgrade';
import { makeRecord } from '../../starter/starter-record';
import { readPluginManifest } from '../starters/plugin-package';
import { readStarterFolder } from '../starters/read-starter';

/**
 * Reads a starter as it was from a folder that has it: `starter` of an older
 * package, or `packages` of an earlier commit. Throws OPTIONS_INVALID.
 */
export function openBase(
  root: string,
  folder: string,
): (name: string) => CopyBase {
  const place = resolve(root, folder);
  return (name) => {
    const from = join(place, name);
    if (!existsSync(join(from, 'Dockerfile')))
      throw new BrickyardError(
        'OPTIONS_INVALID',
        `--base=${folder}: there is no ${name}/Dockerfile`,
        { hint: 'name the folder that has the starters as they were copied' },
      );
    const { starter, files } = makeRecord(name, '', readStarterFolder(from));
    return { starter, files, version: findVersion(join(place, '..')) };
  };
}

/** Beside the starters of a package is its package.json. */
function findVersion(folder: string): string | undefined {
  if (!existsSync(join(folder, 'package.json'))) return undefined;
  const { name, version } = readPluginManifest(folder);
  return name === 'brickyard' ? version : undefined;
}
