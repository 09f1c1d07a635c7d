import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { toJson } from './make-workspace';

export const nxContainerVersion = '7.3.0';

/**
 * Installs it with its own Nx, apart from this repository's lockfile.
 * Returns the node_modules folder; `undefined` when npm cannot.
 */
export function installNxContainer(
  cache: string,
  nx: string,
): string | undefined {
  const folder = join(cache, `nx-container-${nxContainerVersion}-nx-${nx}`);
  const nodeModules = join(folder, 'node_modules');
  if (existsSync(join(nodeModules, '.package-lock.json'))) return nodeModules;
  process.stderr.write(
    `bench: installing nx-container ${nxContainerVersion}\n`,
  );
  mkdirSync(folder, { recursive: true });
  const dependencies = {
    '@nx-tools/nx-container': nxContainerVersion,
    '@nx/devkit': nx,
    '@nx/js': nx,
    dotenv: '16.4.7',
    nx,
    tslib: '2.8.1',
  };
  writeFileSync(
    join(folder, 'package.json'),
    toJson({ name: 'nx-container', private: true, dependencies }),
  );
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe' });
    return nodeModules;
  } catch {
    // Offline: the table says that it could not be installed.
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
