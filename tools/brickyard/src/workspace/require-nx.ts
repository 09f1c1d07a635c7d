import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { sourceRoot } from '../source-root';
import { checkNxVersion } from './check-nx-version';

interface Manifest {
  version?: string;
  peerDependencies?: Readonly<Record<string, string>>;
}

/** Throws NX_UNSUPPORTED where a workspace has an Nx that this Brickyard was not tried with. */
export function requireNx(root: string): void {
  const version = findNxVersion(root);
  if (version !== undefined) checkNxVersion({ version, range: readNxRange() });
}

/** The Nx that a workspace has installed, if any. */
export function findNxVersion(root: string): string | undefined {
  try {
    const { resolve } = createRequire(join(root, 'package.json'));
    return readManifest(resolve('nx/package.json')).version;
  } catch {
    return undefined;
  }
}

/** The versions of Nx that this Brickyard works with: its peer range. */
export function readNxRange(): string {
  const { peerDependencies } = readManifest(
    join(sourceRoot, '../package.json'),
  );
  return peerDependencies?.['nx'] ?? '*';
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
