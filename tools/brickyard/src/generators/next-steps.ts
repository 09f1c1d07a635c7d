import type { Tree } from '@nx/devkit';

import { readNxJson } from './tree-workspace';

/**
 * The commands to go on with: `before`, then what writes the files that follow
 * from flavours, then the others.
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
