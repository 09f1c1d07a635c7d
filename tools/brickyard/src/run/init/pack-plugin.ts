import { sep } from 'node:path';

/**
 * npm's words to pack the plugin into `folder`. Packed again, an installed one
 * is the same file, byte for byte; a checkout has to gather its starters first.
 */
export function packPlugin(pluginFolder: string, folder: string): string[] {
  const isInstalled = pluginFolder.split(sep).includes('node_modules');
  return [
    ...['pack', pluginFolder, `--pack-destination=${folder}`],
    ...(isInstalled ? ['--ignore-scripts'] : []),
    '--loglevel=error',
  ];
}
