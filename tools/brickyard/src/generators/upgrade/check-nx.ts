import { createRequire } from 'node:module';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import { isOfMajor } from '../../starter/is-of-major';
import type { PluginManifest } from '../starters/plugin-package';

/** Throws OPTIONS_INVALID in a workspace of a major version of Nx that Brickyard was not tried with. */
export function checkNx(root: string, plugin: PluginManifest): void {
  const range = plugin.peerDependencies?.['nx'];
  const version = findNxVersion(root);
  if (range === undefined || version === undefined) return;
  if (isOfMajor(version, range)) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `this workspace has Nx ${version}, and Brickyard ${plugin.version} goes with Nx ${range}`,
    {
      hint: `npx nx migrate nx@${range} moves the workspace; or install a Brickyard for its Nx`,
    },
  );
}

function findNxVersion(root: string): string | undefined {
  try {
    const load = createRequire(join(root, 'package.json'));
    return (load('nx/package.json') as { version: string }).version;
  } catch {
    // Of a workspace without packages, nothing is known.
    return undefined;
  }
}
