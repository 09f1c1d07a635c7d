import { readFileSync } from 'node:fs';

import { BrickyardError } from '../../errors';

/** A file anywhere on this machine. Throws PACKAGE_LIST_INVALID. */
export function readList(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BrickyardError(
      'PACKAGE_LIST_INVALID',
      `${shown}: cannot be read`,
      {
        cause,
        hint: '--from takes a file, relative to the workspace, or a URL',
      },
    );
  }
}
