import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FlavourSource } from '../../ecosystems/ecosystem';
import type { ResolvedImage } from '../../plan/resolve-image';
import { readRequirements } from './read-requirements';

/** A flavour's folder, for those who read the lists in it. */
export function openFlavour({
  flavour,
  runtime,
  lines,
}: ResolvedImage): FlavourSource {
  const { folder, path } = flavour;
  return {
    path,
    files: readdirSync(folder),
    lines: [runtime.name, ...lines],
    readText(file) {
      const place = join(folder, file);
      return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
    },
    readRequirements: (file) => readRequirements(flavour, file),
  };
}
