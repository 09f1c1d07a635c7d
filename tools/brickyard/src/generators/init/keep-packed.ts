import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { parseJson } from '../../parse-json';
import { addLines } from './add-lines';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * The packed plugin is committed, whatever .gitignore says of packed files: many
 * have `*.tgz` from a template, and `npm ci` would miss the file on a runner.
 */
export function keepPacked(tree: Tree): void {
  const file = 'package.json';
  const manifest = parseJson(tree.read(file, 'utf8') ?? '', file) as Manifest;
  const { brickyard = '' } = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
  };
  const [, path] = /^file:(?:\.\/)?(?!\.\.)(.+\.tgz)$/.exec(brickyard) ?? [];
  if (path === undefined) return;
  const pattern = posix.join('/', posix.dirname(path), 'brickyard-*.tgz');
  addLines(tree, '.gitignore', [`!${pattern}`]);
}
