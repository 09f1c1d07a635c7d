import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findGoProgram, type GoProgram } from './go-program';

/** A program whose sources are in this repository, as a module of its own. */
export type OwnGoProgram = Pick<GoProgram, 'name' | 'go' | 'use'> & {
  /** Its go.mod names every version that it is built of. Absolute. */
  folder: string;
};

/** As `findGoProgram`; a change of a source makes it another program. */
export function findOwnGoProgram({ folder, ...wanted }: OwnGoProgram): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(join(folder, name)));
  const version = `sources-${hash.digest('hex').slice(0, 12)}`;
  return findGoProgram({ ...wanted, version, package: '.', folder });
}
