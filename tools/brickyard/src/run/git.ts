import { execFile } from 'node:child_process';

import { BrickyardError } from '../errors';

export interface GitPlace {
  /** Where the command runs. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

export interface GitAnswer {
  status: number;
  /** Without the last line's end. */
  stdout: string;
  stderr: string;
}

/** Messages in English, no question asked, no lock taken for the sake of speed. */
const settings = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

/** A failure of git itself is an answer. Rejects GIT_FAILED where there is no git, INTERRUPTED. */
export function runGit(
  words: readonly string[],
  { folder, environment, signal }: GitPlace,
): Promise<GitAnswer> {
  const env = { ...environment, ...settings };
  return new Promise((resolve, reject) => {
    execFile('git', words, { cwd: folder, env, signal }, (error, out, err) => {
      const stdout = out.replace(/\n$/, '');
      const stderr = err.trim();
      if (error === null) return resolve({ status: 0, stdout, stderr });
      if (signal?.aborted) return reject(interruption(signal));
      if (typeof error.code === 'number')
        return resolve({ status: error.code, stdout, stderr });
      const message = `git cannot be run: ${error.message}`;
      reject(new BrickyardError('GIT_FAILED', message, { cause: error }));
    });
  });
}

/** Its answer. Rejects GIT_FAILED with what it says. */
export async function askGit(
  words: readonly string[],
  place: GitPlace,
): Promise<string> {
  const { status, stdout, stderr } = await runGit(words, place);
  if (status === 0) return stdout;
  const command = words.find((word) => /^[a-z]/.test(word)) ?? '';
  throw new BrickyardError('GIT_FAILED', `git ${command}: ${stderr}`);
}

function interruption({ reason }: AbortSignal): Error {
  return reason instanceof Error
    ? reason
    : new BrickyardError('INTERRUPTED', 'interrupted');
}
