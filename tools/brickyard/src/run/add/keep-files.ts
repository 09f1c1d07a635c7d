import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { writeWhole } from '../../files/write-whole';
import type { ListEdit } from './add-plan';

/** Files as they were before anything was written. */
export interface KeptFiles {
  /** Puts back what has changed since, and names what it left alone: somebody else changed it meanwhile. */
  restore: () => string[];
}

/** Keeps lists that are about to change, and all locks in these folders. */
export function keepFiles(
  edits: readonly ListEdit[],
  folders: readonly string[],
): KeptFiles {
  const locks = folders.map((folder) => join(folder, 'locks'));
  const before = readFiles(locks);
  return {
    restore: () => {
      for (const [file, text] of readFiles(locks)) {
        const old = before.get(file);
        if (old === undefined) rmSync(file);
        else if (old !== text) writeWhole(file, old);
      }
      return edits.filter((edit) => !restoreList(edit)).map(({ path }) => path);
    },
  };
}

function restoreList({ file, before, after }: ListEdit): boolean {
  const isOurs = findText(file) === after;
  if (!isOurs) return findText(file) === before;
  if (before === undefined) rmSync(file);
  else writeWhole(file, before);
  return true;
}

function readFiles(folders: readonly string[]): Map<string, string> {
  const files = folders.flatMap((folder) =>
    listNames(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => join(folder, name)),
  );
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

function listNames(folder: string): string[] {
  return orUndefined(() => readdirSync(folder)) ?? [];
}

function findText(file: string): string | undefined {
  return orUndefined(() => readFileSync(file, 'utf8'));
}

/** `undefined` for what is not there. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
