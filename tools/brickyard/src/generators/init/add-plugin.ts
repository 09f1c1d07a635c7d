import type { Tree } from '@nx/devkit';

import { chooseCi } from '../../synth/choose-ci';
import type { NxJson } from '../../workspace/nx-json';
import { parsePluginOptions } from '../../workspace/options';
import { type List, splitList } from '../split-list';
import { readNxJson } from '../tree-workspace';
import { writeJson } from '../write-json';

const SYNC = 'brickyard:sync';

interface Place {
  registry?: string;
  namespace?: string;
  ci?: List;
}

/** nx.json names the plugin and its sync generator. Throws OPTIONS_INVALID. */
export function addPlugin(tree: Tree, place: Place): void {
  const { registry, namespace } = place;
  const nxJson = readNxJson(tree);
  const words = splitList(place.ci);
  const options = parsePluginOptions(
    {
      ...(registry && { registry }),
      ...(namespace && { namespace }),
      ...(words.length > 0 && {
        ci: chooseCi(words, registry || 'docker.io'),
      }),
    },
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
