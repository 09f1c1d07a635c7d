import { execFile } from 'node:child_process';

import { BrickyardError } from '../errors';
import type { Environment } from '../registry/proxy';
import { redact } from '../registry/redact';

const MAX_OUTPUT = 64 * 1024 * 1024;

export interface GitCall {
  input?: string;
  /** Beyond the environment of all calls. */
  env?: Readonly<Record<string, string>>;
}

interface GitResult {
  code: number;
  out: string;
  err: string;
}

/** The git of a folder; it never asks, and no shell reads its arguments. */
export class Git {
  readonly #cwd: string;
  readonly #env: Environment;

  constructor(cwd: string, env: Environment) {
    this.#cwd = cwd;
    this.#env = env;
  }

  /** At the top of the work tree that `cwd` is in. */
  static async open(cwd: string, env: Environment): Promise<Git> {
    const git = new Git(cwd, env);
    const root = await git.text(['rev-parse', '--show-toplevel']);
    return new Git(root, env);
  }

  /** What it prints, without the last line end; throws when it fails. */
  async text(args: readonly string[], call?: GitCall): Promise<string> {
    const { code, out, err } = await this.run(args, call);
    if (code === 0) return out.replace(/\n$/, '');
    const said = redact((err || out).trim());
    throw new BrickyardError(
      'GIT_FAILED',
      `git ${args[0]} failed (${code}): ${said}`,
      { hint: hintFor(args[0]) },
    );
  }

  /** A path for each entry of a `-z` list. */
  async paths(args: readonly string[], call?: GitCall): Promise<string[]> {
    const text = await this.text(args, call);
    return text.split('\0').filter((path) => path !== '');
  }

  run(
    args: readonly string[],
    { input = '', env = {} }: GitCall = {},
  ): Promise<GitResult> {
    const options = {
      cwd: this.#cwd,
      env: { ...this.#env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env },
      maxBuffer: MAX_OUTPUT,
    };
    return new Promise((resolve, reject) => {
      const child = execFile('git', args, options, (error, out, err) => {
        const code = error?.code;
        if (error === null) resolve({ code: 0, out, err });
        else if (typeof code === 'number') resolve({ code, out, err });
        else reject(startError(error));
      });
      // A git that fails at once does not read.
      child.stdin?.on('error', () => undefined).end(input);
    });
  }
}

function startError(cause: Error): BrickyardError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT' ? 'git is not installed' : redact(cause.message);
  return new BrickyardError('GIT_FAILED', `git did not run: ${reason}`, {
    cause,
  });
}

function hintFor(verb: string | undefined): string | undefined {
  if (verb === 'rev-parse') return 'run this inside a git clone';
  if (!['push', 'fetch', 'ls-remote'].includes(verb ?? '')) return undefined;
  return 'git uses the credentials of the checkout: `contents: write` in GitHub Actions, `persistCredentials: true` in Azure Pipelines';
}
