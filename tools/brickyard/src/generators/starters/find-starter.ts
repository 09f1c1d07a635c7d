import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';

/**
 * The folder that the first flavours come from: `starter` in a packed plugin
 * (pack-starter.cjs), `packages` beside the plugin in its own repository.
 */
export function findStarter(pluginFolder: string): string {
  const real = realpathSync(pluginFolder);
  const folders = [join(real, 'starter'), join(real, '../../packages')];
  const found = folders.find((folder) => existsSync(join(folder, 'toolbox')));
  if (found !== undefined) return found;
  throw new BrickyardError(
    'FLAVOUR_UNKNOWN',
    `this Brickyard came without the flavours to start with: there is no ${folders.join(' and no ')}`,
    {
      hint: 'install it as npm pack makes it, or from a clone of its repository',
    },
  );
}
