import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

import { MissingTool } from './missing-tool';
import { repositoryRoot } from './repository-root';

export interface PythonEnvironment {
  /** `databricks-python` */
  name: string;
  /** Package → version, from the index that pip of this machine uses. */
  packages: Readonly<Record<string, string>>;
  /** Of these, the sources: unpacked into the folder `sources` beside `bin`. */
  sources?: readonly string[];
}

const tools = join(repositoryRoot, '.lab/tools');

/**
 * The folder of a Python that has these packages; made the first time, which
 * takes half a minute. Throws where there is no Python: a skipped test would
 * prove nothing.
 */
export function findPythonEnvironment(environment: PythonEnvironment): string {
  const { name, packages } = environment;
  const versions = Object.values(packages).join('-');
  const home = join(tools, `${name}-${versions}`);
  if (!existsSync(home)) install(environment, home);
  return home;
}

function install(
  { name, packages, sources = [] }: PythonEnvironment,
  home: string,
): void {
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(join(tools, `${name}-`));
  const pinned = Object.entries(packages).map((pair) => pair.join('=='));
  const pip = (...words: string[]) =>
    run(join(folder, 'bin/python'), ['-m', 'pip', ...words]);
  try {
    run('python3', ['-m', 'venv', folder]);
    pip('install', '-q', ...pinned);
    for (const source of sources) {
      const wanted = `${source}==${packages[source]}`;
      const at = join(folder, 'sources');
      pip(
        'download',
        '-q',
        '--no-deps',
        '--no-binary',
        ':all:',
        '-d',
        at,
        wanted,
      );
      unpack(at);
    }
    // Whoever else looks for it finds all of it or nothing.
    if (!existsSync(home)) renameSync(folder, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(folder: string): void {
  run('sh', [
    '-c',
    'cd "$0" && for f in *.tar.gz; do tar xzf "$f" && rm "$f"; done',
    folder,
  ]);
}

function run(program: string, words: readonly string[]): void {
  const answer = spawnSync(program, words, { encoding: 'utf8' });
  if (answer.error)
    throw new MissingTool(
      'these tests ask Python packages of others: install python3 with venv',
      { cause: answer.error },
    );
  if (answer.status !== 0)
    throw new Error(`${program} ${words.join(' ')}:\n${answer.stderr}`);
}
