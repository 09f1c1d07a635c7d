import { readFileSync, statSync } from 'node:fs';

import { BrickyardError } from '../errors';

/** Throws for anything else, too: reading a pipe would wait for a writer. */
export function readRegularFile(file: string): string {
  if (!statSync(file).isFile()) throw new Error(`${file} is not a file`);
  return readFileSync(file, 'utf8');
}

/** The same for a file that a flavour is made of. Throws FLAVOUR_INVALID with its `name`. */
export function readNamedFile(
  file: string,
  name: string,
  hint?: string,
): string {
  try {
    return readRegularFile(file);
  } catch (cause) {
    const { code = 'not a file' } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? '' : ` (${code})`;
    throw new BrickyardError(
      'FLAVOUR_INVALID',
      `${name}: cannot be read${reason}`,
      { cause, hint },
    );
  }
}
