import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { FlavourSource } from '../../ecosystems/ecosystem';
import { findTextFile } from '../../files/read-file';
import type { Flavour } from '../../flavour/flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { ListSource } from '../../requirements/r/read-r-lists';
import { readRequirements } from './read-requirements';

/** A flavour's folder, for code that reads the lists in it. */
export function openFlavour({
  flavour,
  runtime,
  lines,
}: ResolvedImage): FlavourSource {
  return {
    ...openFolder(flavour),
    lines: [runtime.name, ...lines],
    readRequirements: (file) => readRequirements(flavour, file),
  };
}

/** The same without what depends on a runtime line. Reading throws FLAVOUR_INVALID. */
export function openFolder({
  folder,
  path,
}: Pick<Flavour, 'folder' | 'path'>): ListSource {
  return {
    path,
    files: readdirSync(folder).sort(),
    readText(file) {
      const request = {
        name: `${path}/${file}`,
        code: 'FLAVOUR_INVALID',
      } as const;
      return findTextFile(join(folder, file), request);
    },
  };
}
