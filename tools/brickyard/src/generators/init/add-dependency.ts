import { realpathSync } from 'node:fs';
import { relative } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { parseJson } from '../../parse-json';
import { writeJson } from '../write-json';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * Adds Brickyard to package.json as `file:` when it is linked, and tells whether
 * it did. A workspace that contains Brickyard itself needs no line.
 */
export function addDependency(tree: Tree, pluginFolder: string): boolean {
  const text = tree.read('package.json', 'utf8');
  if (text === null) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      'package.json: cannot be read',
      {
        hint: 'image.ts imports brickyard, which npm finds by a package.json: npm init makes one',
      },
    );
  }
  const manifest = parseJson(text, 'package.json') as Manifest;
  const { dependencies = {}, devDependencies = {} } = manifest;
  if ('brickyard' in dependencies || 'brickyard' in devDependencies)
    return false;
  const wanted = describe(realpathSync(tree.root), realpathSync(pluginFolder));
  if (wanted === undefined) return false;
  const all = Object.entries({ ...devDependencies, brickyard: wanted }).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  writeJson(tree, 'package.json', {
    ...manifest,
    devDependencies: Object.fromEntries(all),
  });
  return true;
}

function describe(root: string, plugin: string): string | undefined {
  const path = relative(root, plugin).replaceAll('\\', '/');
  if (path.startsWith('..')) return `file:${path}`;
  if (!path.startsWith('node_modules/')) return undefined;
  // A version alone would have npm look for a package of that name elsewhere.
  throw new BrickyardError(
    'OPTIONS_INVALID',
    'package.json: brickyard is installed, and is no dependency',
    {
      hint: 'put its packed file into the repository: npm install --save-dev ./tools/brickyard-<version>.tgz',
    },
  );
}
