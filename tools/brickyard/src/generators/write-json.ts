import type { Tree } from '@nx/devkit';

/** As npm and Nx write it. */
export function writeJson(tree: Tree, file: string, value: unknown): void {
  tree.write(file, `${JSON.stringify(value, null, 2)}\n`);
}
