import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'spec',
  GIT_AUTHOR_EMAIL: 'spec@localhost',
  GIT_COMMITTER_NAME: 'spec',
  GIT_COMMITTER_EMAIL: 'spec@localhost',
};

/** For specs: runs git in a folder, apart from the settings of this machine. */
export function git(folder: string, ...words: string[]): string {
  const env = { PATH: process.env['PATH'], ...identity };
  return execFileSync('git', words, { cwd: folder, env, stdio: 'pipe' })
    .toString()
    .trim();
}

/** For specs: makes a repository of a folder, with all that is in it. */
export function startRepository(folder: string): void {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commitAll(folder);
}

/** The new commit, which is no other's even in the same second. */
export function commitAll(folder: string): string {
  git(folder, 'add', '--all');
  const message = `--message=${randomUUID()}`;
  git(folder, 'commit', '--quiet', '--allow-empty', message);
  return git(folder, 'rev-parse', 'HEAD');
}
