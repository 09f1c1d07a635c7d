import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { repositoryRoot } from './repository-root';

/** What a script of the lab found, or got where it can; `undefined` where there is none. */
export function findLabProgram(script: string): string | undefined {
  const file = join(repositoryRoot, 'tools/lab', script);
  const { stdout } = spawnSync('bash', [file, 'binary'], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}
