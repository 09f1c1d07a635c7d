import { parsePluginOptions, type PluginOptions } from '../workspace/options';

/** Options as the plugin's Nx side uses them. Throws OPTIONS_INVALID. */
export function normalizeOptions(
  options: unknown,
): Required<Pick<PluginOptions, 'localNamespace'>> {
  return {
    localNamespace:
      parsePluginOptions(options, 'nx.json').localNamespace ?? 'brickyard',
  };
}
