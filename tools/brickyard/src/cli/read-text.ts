import { resolve } from 'node:path';

import { BrickyardError } from '../errors';
import { readTextFile } from '../files/read-file';

/** The text of a file that a person will read. Throws where it is empty. */
export function readText(cwd: string, file: string): string {
  const request = { name: file, code: 'OPTIONS_INVALID' } as const;
  const text = readTextFile(resolve(cwd, file), request);
  if (text.trim() !== '') return text;
  throw new BrickyardError('OPTIONS_INVALID', `${file}: is empty`);
}
