import { spawn } from 'node:child_process';

import { interruptedError } from '../../errors';

export interface ProgramCall {
  program: string;
  words: readonly string[];
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

export interface ProgramResult {
  /** 127 where it could not be started. */
  code: number;
  out: string;
  err: string;
}

/** To its end, without a terminal. Rejects INTERRUPTED once it has ended. */
export async function runProgram(call: ProgramCall): Promise<ProgramResult> {
  const { program, words, folder: cwd, environment: env, signal } = call;
  const child = spawn(program, words, {
    ...{ cwd, env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  const code = await new Promise<number>((resolve) => {
    child.on('error', ({ message }) => {
      err += message;
      resolve(127);
    });
    child.on('close', (status) => resolve(status ?? 128));
  });
  signal?.removeEventListener('abort', stop);
  if (signal?.aborted) throw interruptedError();
  return { code, out, err };
}
