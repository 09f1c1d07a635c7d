import type { Tree } from '@nx/devkit';

import { editJson } from './edit-json';
import { findTreeText } from './find-tree-text';

/** A new file as npm writes it; one that is there keeps its layout. */
export function writeJson(tree: Tree, file: string, value: unknown): void {
  const text = findTreeText(tree, file);
  tree.write(
    file,
    text === undefined
      ? `${JSON.stringify(value, null, 2)}\n`
      : editJson(text, value),
  );
}
