import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

import { repositoryRoot } from '../repository-root';

/** Databricks' own: the types of bundles, and the client of the API with its types. */
const packages = {
  'databricks-bundles': '1.22.1',
  'databricks-sdk': '0.162.0',
};

/**
 * A Python that has them; made the first time, which takes half a minute. Throws
 * where there is no Python: a skipped test would prove nothing.
 */
export function findDatabricksPython(
  tools = join(repositoryRoot, '.lab/tools'),
): string {
  const versions = Object.values(packages).join('-');
  const home = join(tools, `databricks-python-${versions}`);
  if (!existsSync(home)) install(tools, home);
  return join(home, 'bin/python');
}

function install(tools: string, home: string): void {
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(join(tools, 'databricks-'));
  const pinned = Object.entries(packages).map((pair) => pair.join('=='));
  try {
    run('python3', ['-m', 'venv', folder]);
    run(join(folder, 'bin/python'), ['-m', 'pip', 'install', '-q', ...pinned]);
    // Whoever else looks for it finds all of it or nothing.
    if (!existsSync(home)) renameSync(folder, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, words: readonly string[]): void {
  const answer = spawnSync(program, words, { encoding: 'utf8' });
  if (answer.error)
    throw new Error(
      "these tests ask Databricks' own Python packages: install python3 with venv",
      { cause: answer.error },
    );
  if (answer.status !== 0)
    throw new Error(`${program} ${words.join(' ')}:\n${answer.stderr}`);
}
