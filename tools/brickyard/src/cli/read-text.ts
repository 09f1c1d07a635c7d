import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { BrickyardError } from '../errors';

/** The text of a file that a person will read. Throws where it is empty. */
export function readText(cwd: string, file: string): string {
  const text = readFile(cwd, file);
  if (text.trim() !== '') return text;
  throw new BrickyardError('OPTIONS_INVALID', `${file}: is empty`);
}

function readFile(cwd: string, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'no such file' : `cannot be read, ${code}`;
    throw new BrickyardError('OPTIONS_INVALID', `${file}: ${reason}`, {
      cause,
    });
  }
}
