import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { BrickyardError } from '../errors';

/** The nearest folder at or above `folder` that has an nx.json. */
export function findWorkspace(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'nx.json'))) return at;
    if (dirname(at) === at) {
      throw new BrickyardError(
        'OPTIONS_INVALID',
        `${folder}: no nx.json here or above`,
        {
          hint: 'run this inside a Brickyard workspace',
        },
      );
    }
  }
}
