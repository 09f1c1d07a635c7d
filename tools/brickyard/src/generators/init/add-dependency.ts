import { readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import { parseJson } from '../../parse-json';
import { writeJson } from '../write-json';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * Adds Brickyard to package.json: by version, or as `file:` when it is linked. A
 * workspace that contains Brickyard itself needs no line.
 */
export function addDependency(tree: Tree, pluginFolder: string): void {
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
  const wanted = describe(realpathSync(tree.root), realpathSync(pluginFolder));
  const isThere = 'brickyard' in dependencies || 'brickyard' in devDependencies;
  if (isThere || wanted === undefined) return;
  const all = Object.entries({ ...devDependencies, brickyard: wanted }).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  writeJson(tree, 'package.json', {
    ...manifest,
    devDependencies: Object.fromEntries(all),
  });
}

function describe(root: string, plugin: string): string | undefined {
  const path = relative(root, plugin).replaceAll('\\', '/');
  if (path.startsWith('..')) return `file:${path}`;
  if (!path.startsWith('node_modules/')) return undefined;
  const file = join(plugin, 'package.json');
  const { version } = parseJson(readFileSync(file, 'utf8'), file) as {
    version: string;
  };
  return version;
}
