import { execFile, type ExecFileException } from 'node:child_process';

import { BrickyardError, interruptedError } from '../errors';
import { redact } from '../redact/redact';

const MAX_OUTPUT = 64 * 1024 * 1024;

/** Messages in English, no prompts, and no locks that only save time. */
const settings = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

export interface GitPlace {
  /** Where commands run. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
  /** What to check when a remote refuses, beyond git's own credentials. */
  remoteHint?: string;
}

export interface GitCall {
  input?: string;
  /** Variables besides those of all calls. */
  env?: Readonly<Record<string, string>>;
}

interface GitResult {
  code: number;
  /** Without the last line end. */
  out: string;
  err: string;
}

/** Runs git in a folder; it never prompts, and no shell reads its arguments. */
export class Git {
  readonly folder: string;
  readonly #place: GitPlace;

  constructor(place: GitPlace) {
    this.folder = place.folder;
    this.#place = place;
  }

  /** At the top of the work tree that the folder is in. */
  static async open(place: GitPlace): Promise<Git> {
    const root = await new Git(place).text(['rev-parse', '--show-toplevel']);
    return new Git({ ...place, folder: root });
  }

  /** What it prints. Rejects GIT_FAILED when it fails. */
  async text(args: readonly string[], call?: GitCall): Promise<string> {
    const { code, out, err } = await this.run(args, call);
    if (code === 0) return out;
    const said = redact((err || out).trim());
    const verb = findVerb(args);
    throw new BrickyardError(
      'GIT_FAILED',
      `git ${verb} failed (${code}): ${said}`,
      { hint: hintFor(verb, this.#place) },
    );
  }

  /** A path for each entry of a `-z` list. */
  async paths(args: readonly string[], call?: GitCall): Promise<string[]> {
    const text = await this.text(args, call);
    return text.split('\0').filter((path) => path !== '');
  }

  /** A failure of git itself is a result. Rejects GIT_FAILED where git is missing, INTERRUPTED. */
  run(
    args: readonly string[],
    { input = '', env = {} }: GitCall = {},
  ): Promise<GitResult> {
    const { folder, environment, signal } = this.#place;
    const options = {
      cwd: folder,
      env: { ...environment, ...settings, ...env },
      maxBuffer: MAX_OUTPUT,
      signal,
    };
    return new Promise((resolve, reject) => {
      const child = execFile('git', args, options, (error, out, err) => {
        const answer = { out: out.replace(/\n$/, ''), err };
        const code = error?.code;
        if (error === null) resolve({ code: 0, ...answer });
        else if (signal?.aborted) reject(interruption(signal));
        else if (typeof code === 'number') resolve({ code, ...answer });
        else reject(startError(error));
      });
      // A git that fails at once does not read its input.
      child.stdin?.on('error', () => undefined).end(input);
    });
  }
}

/** The verb comes after settings, `-c name=value`. */
function findVerb(args: readonly string[]): string {
  const isVerb = (word: string, at: number) =>
    !word.startsWith('-') && args[at - 1] !== '-c';
  return args.find(isVerb) ?? '';
}

function startError(cause: ExecFileException): BrickyardError {
  const reason =
    cause.code === 'ENOENT' ? 'git is not installed' : redact(cause.message);
  return new BrickyardError('GIT_FAILED', `git did not run: ${reason}`, {
    cause,
  });
}

function interruption({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : interruptedError();
}

function hintFor(verb: string, { remoteHint }: GitPlace): string | undefined {
  if (verb === 'rev-parse') return 'run this inside a git clone';
  if (!['push', 'fetch', 'ls-remote'].includes(verb)) return undefined;
  return remoteHint ?? 'git uses the credentials of the checkout';
}
