import type { Tree } from '@nx/devkit';

import type { NxJson } from '../../workspace/nx-json';
import type { PluginOptions } from '../../workspace/options';
import { parsePluginOptions } from '../../workspace/options';
import { readNxJson } from '../tree-workspace';
import { writeJson } from '../write-json';

const SYNC = 'brickyard:sync';

type Place = Pick<PluginOptions, 'registry' | 'namespace'>;

/** nx.json names the plugin and its sync generator. Throws OPTIONS_INVALID. */
export function addPlugin(tree: Tree, { registry, namespace }: Place): void {
  const nxJson = readNxJson(tree);
  const options = parsePluginOptions(
    { ...(registry && { registry }), ...(namespace && { namespace }) },
    'nx g brickyard:init',
  );
  const next: NxJson = {
    ...nxJson,
    plugins: hasPlugin(nxJson)
      ? nxJson.plugins
      : [...(nxJson.plugins ?? []), { plugin: 'brickyard', options }],
    sync: withGenerator(nxJson.sync),
  };
  if (JSON.stringify(next) !== JSON.stringify(nxJson))
    writeJson(tree, 'nx.json', next);
}

function hasPlugin({ plugins = [] }: NxJson): boolean {
  return plugins.some(
    (entry) =>
      (typeof entry === 'string' ? entry : entry.plugin) === 'brickyard',
  );
}

function withGenerator(sync: NxJson['sync'] = {}): NxJson['sync'] {
  const { globalGenerators = [] } = sync;
  if (globalGenerators.includes(SYNC)) return sync;
  return { ...sync, globalGenerators: [...globalGenerators, SYNC] };
}
