import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { readDefinition } from '../../flavour/read-definitions';
import type { StarterFile, StarterFiles } from '../../starter/starter-file';

/** What working on a package leaves behind. */
const LEFT_BEHIND = /(?:^|\/)(?:node_modules|__pycache__|dist)(?:\/|$)/;

/** The files of a starter that a workspace gets, by path. */
export function readStarter(folder: string): StarterFiles {
  const isLock = lockFilter(folder);
  return new Map(
    [...readStarterFolder(folder)].filter(([path]) => isLock(path)),
  );
}

/** All files of a flavour's folder, by path. */
export function readStarterFolder(folder: string): StarterFiles {
  const files = listFiles(folder)
    .filter((path) => !LEFT_BEHIND.test(path))
    .map((path) => [path, readFile(join(folder, path))] as const);
  return new Map(files);
}

function readFile(file: string): StarterFile {
  return { bytes: readFileSync(file), isExecutable: hasExecutableBit(file) };
}

export function hasExecutableBit(file: string): boolean {
  return (statSync(file).mode & 0o100) !== 0;
}

/** Locks of lines that the flavour does not list, such as a lab's, stay behind. */
function lockFilter(folder: string): (file: string) => boolean {
  const file = join(folder, 'image.ts');
  const text = readFileSync(file, 'utf8');
  const { runtimes } = readDefinition({ name: file, file, text });
  return (path) =>
    !path.startsWith('locks/') ||
    runtimes.some((line) => path.startsWith(`locks/${line}.`));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
