import type { Tree } from '@nx/devkit';

import { readNxJson } from './tree-workspace';

/**
 * The next commands: `before`, then the one that writes files derived from
 * flavours, then the others.
 */
export function nextSteps(
  tree: Tree,
  commands: readonly string[],
  before: readonly string[] = [],
): string[] {
  const { sync } = readNxJson(tree);
  const isSynced = sync?.globalGenerators?.includes('brickyard:sync');
  const all = [...before, ...(isSynced ? ['npx nx sync'] : []), ...commands];
  return ['next:', ...all.map((command) => `  ${command}`)];
}
