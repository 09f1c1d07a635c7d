import { relative, resolve } from 'node:path';

import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../../errors';
import type { PluginOptions } from '../../workspace/options';
import { readNxJson } from '../tree-workspace';
import { writeJson } from '../write-json';

/** Where a workspace has its own lines, unless nx.json names a folder. */
const DEFAULT_FOLDER = 'runtimes';

/** The folder of the workspace's own lines; nx.json names it afterwards. */
export function addRuntimesOption(
  tree: Tree,
  { runtimes }: PluginOptions,
): string {
  if (runtimes !== undefined) return insideWorkspace(tree, runtimes);
  const nxJson = readNxJson(tree);
  const { plugins = [] } = nxJson;
  const named = plugins.map((entry) =>
    typeof entry === 'string' ? { plugin: entry } : entry,
  );
  if (!named.some(({ plugin }) => plugin === 'brickyard')) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      'nx.json: has no plugin brickyard',
      {
        hint: 'npx nx g brickyard:init adds it',
      },
    );
  }
  writeJson(tree, 'nx.json', {
    ...nxJson,
    plugins: plugins.map((entry, index) => {
      const whole = named[index];
      if (whole?.plugin !== 'brickyard') return entry;
      const options = 'options' in whole ? whole.options : {};
      return { ...whole, options: { ...options, runtimes: DEFAULT_FOLDER } };
    }),
  });
  return DEFAULT_FOLDER;
}

function insideWorkspace(tree: Tree, folder: string): string {
  const path = relative(tree.root, resolve(tree.root, folder));
  if (!path.startsWith('..')) return path.replaceAll('\\', '/');
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: runtimes: ${folder} is outside of the workspace; nothing is written there`,
    { hint: 'add the line by hand, or name a folder of the workspace' },
  );
}
