import { type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { BrickyardError } from '../../errors';
import { tryListFolder } from '../../files/try-read';
import type { FoundFolder, RefusedFolder } from './adoption';

export interface FoundFolders {
  folders: FoundFolder[];
  refusals: RefusedFolder[];
  passedOver: { from: string; why: string }[];
}

const FLAVOUR = 'is a flavour already';

/** `Dockerfile.gpu`, `gpu.Dockerfile`, `Containerfile` */
const DOCKERFILE =
  /^(?:Dockerfile|Containerfile)(?:[.-].+)?$|\.(?:Dockerfile|Containerfile)$/i;

/**
 * Each path is a folder with a Dockerfile, such a file by another name, or a
 * folder of folders.
 */
export function findFolders(
  paths: readonly string[],
  cwd: string,
): FoundFolders {
  const found: FoundFolders = { folders: [], refusals: [], passedOver: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const shown = showPath(absolute, cwd);
    const error = findIn(absolute, shown, found);
    if (error !== undefined) found.refusals.push({ from: shown, error });
  }
  found.folders = found.folders.filter(({ folder, file }) => {
    const key = join(folder, file);
    return !seen.has(key) && seen.add(key);
  });
  return found;
}

/** `../images/geo`; `/`-separated on every system. */
export function showPath(absolute: string, cwd: string): string {
  return relative(cwd, absolute).split(sep).join('/') || '.';
}

function findIn(
  absolute: string,
  shown: string,
  found: FoundFolders,
): BrickyardError | undefined {
  const listed = tryListFolder(absolute);
  if ('fault' in listed) return findFile(absolute, shown, found, listed.fault);
  const names = listed.value;
  if (names.includes('Dockerfile')) {
    found.folders.push({ folder: absolute, shown, file: 'Dockerfile' });
    return undefined;
  }
  const others = names.filter((name) => DOCKERFILE.test(name));
  if (others.length > 0)
    return refuse(
      `${shown}: has no Dockerfile, but ${others.join(', ')}`,
      `npx brickyard adopt ${others.map((name) => join(shown, name)).join(' ')}`,
    );
  return findBelow(absolute, shown, names, found);
}

function findBelow(
  absolute: string,
  shown: string,
  names: readonly string[],
  found: FoundFolders,
): BrickyardError | undefined {
  const below = names
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .filter((name) => isFolder(join(absolute, name)));
  const count = found.folders.length;
  for (const name of below) {
    const [folder, from] = [join(absolute, name), `${shown}/${name}`];
    const inner = tryListFolder(folder);
    const has = (file: string) =>
      'value' in inner && inner.value.includes(file);
    if (has('image.ts')) found.passedOver.push({ from, why: FLAVOUR });
    else if (has('Dockerfile'))
      found.folders.push({ folder, shown: from, file: 'Dockerfile' });
    else found.passedOver.push({ from, why: 'has no Dockerfile' });
  }
  const isKnown = found.passedOver.some(({ why }) => why === FLAVOUR);
  if (found.folders.length > count || isKnown) return undefined;
  return refuse(
    `${shown}: has no Dockerfile, and no folder in it has one`,
    'name a folder with a Dockerfile, or a folder of such folders',
  );
}

function findFile(
  absolute: string,
  shown: string,
  found: FoundFolders,
  fault: string,
): BrickyardError | undefined {
  if (!isFile(absolute) || !DOCKERFILE.test(basename(absolute)))
    return refuse(
      `${shown}: ${fault}`,
      'name a folder with a Dockerfile, or a Dockerfile by another name',
    );
  found.folders.push({
    folder: dirname(absolute),
    shown: shown.includes('/') ? dirname(shown) : '.',
    file: basename(absolute),
  });
  return undefined;
}

function refuse(message: string, hint: string): BrickyardError {
  return new BrickyardError('NOT_ADOPTED', message, { hint });
}

function isFolder(path: string): boolean {
  return findStats(path)?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return findStats(path)?.isFile() ?? false;
}

/** Nothing where there is nothing, or a link that leads in a circle. */
function findStats(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
