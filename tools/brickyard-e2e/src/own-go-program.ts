import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findGoProgram, type GoProgram } from './go-program';

/** A program whose sources are in this repository, as a module of its own. */
export type OwnGoProgram = Pick<GoProgram, 'name' | 'go' | 'use'> & {
  /** Its go.mod names every version that it is built of. Absolute. */
  folder: string;
};

/** A change of a source makes it another program. */
function findOwnGoProgram({ folder, ...wanted }: OwnGoProgram): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(join(folder, name)));
  const version = `sources-${hash.digest('hex').slice(0, 12)}`;
  return findGoProgram({ ...wanted, version, package: '.', folder });
}

/** What such a program answers: questions are JSON on its standard input, answers on its output. */
export function askOwnGoProgram<Answers>(
  program: OwnGoProgram,
  questions: object,
): Answers {
  const { status, stdout, stderr } = spawnSync(findOwnGoProgram(program), {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program.name}: ${stderr}`);
  return JSON.parse(stdout) as Answers;
}
