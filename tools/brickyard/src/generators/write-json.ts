import type { Tree } from '@nx/devkit';

import { editJson } from './edit-json';

/** A new file as npm writes it; one that is there keeps its layout. */
export function writeJson(tree: Tree, file: string, value: unknown): void {
  const text = tree.read(file, 'utf8');
  tree.write(
    file,
    text === null
      ? `${JSON.stringify(value, null, 2)}\n`
      : editJson(text, value),
  );
}
