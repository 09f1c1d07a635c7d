import type { Flavour } from '../../flavour/flavour';
import { listLocalSources } from '../../lock/python/local-files';
import { readLocalFiles } from '../../lock/python/read-local-files';
import { normalizeName } from '../../requirements/normalize-name';
import { readListTexts } from './read-requirements';

/** Python packages that a flavour has built from source, sorted: named in `image.ts`, or as an archive in a list. */
export function listBuilds(
  flavour: Pick<Flavour, 'folder' | 'path' | 'definition'>,
): string[] {
  const named = flavour.definition.python?.buildFromSource ?? [];
  const local = readLocalFiles(flavour, readListTexts(flavour));
  const names = [...named.map(normalizeName), ...listLocalSources(local)];
  return [...new Set(names)].sort();
}
