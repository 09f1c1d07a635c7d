import { join } from 'node:path';

import type { Place } from '../errors';
import { readTextFile } from '../files/read-file';
import type { Flavour } from './flavour';
import { type KeyPath, locateKey } from './locate-key';

/** Where a flavour's `image.ts` has a key; read only when there is something to tell. */
export function placeInDefinition(
  { folder, path }: Pick<Flavour, 'folder' | 'path'>,
  keys: KeyPath,
): Place {
  const file = `${path}/image.ts`;
  const request = { name: file, code: 'FLAVOUR_INVALID' } as const;
  const text = readTextFile(join(folder, 'image.ts'), request);
  return { file, line: locateKey(text, keys) };
}
