import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { BrickyardError } from '../../errors';
import type { Adoption } from './adoption';

/**
 * Puts a staged flavour into its place: as a whole, or not at all. Throws
 * NOT_ADOPTED.
 */
export function placeAdoption(
  adoption: Adoption,
  stage: string,
  root: string,
): void {
  const { path, isInPlace } = adoption;
  const place = join(root, path);
  try {
    if (isInPlace) writeAll(adoption, place);
    else moveWhole(stage, place);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const message = `${path}: cannot be written (${code})`;
    throw new BrickyardError('NOT_ADOPTED', message, { cause });
  }
}

function moveWhole(stage: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  // A rename would replace an empty folder.
  if (existsSync(place)) throw Object.assign(new Error(), { code: 'EEXIST' });
  renameSync(stage, place);
}

/** Each file is there whole, and if one cannot be written, none has changed. */
function writeAll({ written }: Adoption, place: string): void {
  const undo: (() => void)[] = [];
  try {
    for (const [name, text] of Object.entries(written)) {
      const file = join(place, name);
      const before = existsSync(file) ? readFileSync(file) : undefined;
      const fresh = `${file}.adopting`;
      writeFileSync(fresh, text, { flag: 'wx' });
      undo.push(() => {
        rmSync(fresh, { force: true });
        if (before === undefined) rmSync(file, { force: true });
        else writeFileSync(file, before);
      });
      renameSync(fresh, file);
    }
  } catch (error) {
    for (const back of undo) back();
    throw error;
  }
}
