import type { Tree } from '@nx/devkit';

import { readNxJson } from './tree-workspace';

/** The commands to go on with; files that are derived from flavours come first. */
export function nextSteps(tree: Tree, commands: readonly string[]): string[] {
  const { sync } = readNxJson(tree);
  const isSynced = sync?.globalGenerators?.includes('brickyard:sync');
  const all = [...(isSynced ? ['npx nx sync'] : []), ...commands];
  return ['next:', ...all.map((command) => `  ${command}`)];
}
