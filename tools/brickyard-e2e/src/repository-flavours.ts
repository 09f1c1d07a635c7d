import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Runtime } from '../../brickyard/src/runtime/schema';
import { readWorkspace } from '../../brickyard/src/workspace/read-workspace';
import { repositoryRoot } from './repository-root';
import type { ScratchWorkspace } from './scratch-workspace';

/** Every package of this repository, images below first. */
export const repositoryPackages = [
  'toolbox',
  'minimal',
  'python',
  'r',
  'python-r',
  'gecko',
  'armadillo',
  'gecko-armadillo',
  'popeye',
] as const;

/**
 * Copies a flavour of this repository. Only the names of its parents differ, so
 * that the images of a developer in this checkout are left alone.
 */
export function copyFlavour(workspace: ScratchWorkspace, name: string): void {
  const folder = `packages/${name}`;
  cpSync(join(repositoryRoot, folder), join(workspace.root, folder), {
    recursive: true,
  });
  const dockerfile = `${folder}/Dockerfile`;
  const text = readFileSync(join(repositoryRoot, dockerfile), 'utf8');
  workspace.write(
    dockerfile,
    text.replace(/\b(FROM |from=)brickyard\//g, `$1${workspace.namespace}/`),
  );
}

/** The runtime line that images name in their label. */
export function readRuntime(
  workspace: ScratchWorkspace,
  name: string,
): Runtime {
  const { runtimes } = readWorkspace(workspace.root, {});
  const runtime = runtimes.find((line) => line.name === name);
  if (!runtime) throw new Error(`no runtime line ${name}`);
  return runtime;
}
