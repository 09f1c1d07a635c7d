import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { ReadableTree } from '../../workspace/find-name-owner';

/** A workspace on disk. What cannot be read is as if it were not there. */
export function openTree(root: string): ReadableTree {
  return {
    exists: (path) => existsSync(join(root, path)),
    isFile: (path) => orElse(() => statSync(join(root, path)).isFile(), true),
    children: (path) => orElse(() => readdirSync(join(root, path)), []),
    read: (path) => orElse(() => readFileSync(join(root, path), 'utf8'), null),
  };
}

function orElse<T>(read: () => T, other: T): T {
  try {
    return read();
  } catch {
    return other;
  }
}
