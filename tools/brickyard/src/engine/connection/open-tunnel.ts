import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { Duplex, type Readable } from 'node:stream';

import { goneError } from '../engine-errors';
import type { SshEndpoint } from './endpoint';
import { sshCommand } from './ssh-command';
import { noSshError, sshFailure } from './ssh-failure';

/** The words of ssh that a message may need. */
const MOST_WORDS = 4096;
/** Milliseconds until a program that does not end is killed. */
const PATIENCE = 3000;
/** Milliseconds. ssh may leave a process behind for later connections, which keeps its stderr. */
const LAST_WORDS = 200;

export type SshEnvironment = Readonly<Record<string, string | undefined>>;

/** A connection to the engine of another machine: one ssh process for each. */
export function openTunnel(endpoint: SshEndpoint, env: SshEnvironment): Duplex {
  return new SshTunnel(endpoint, env);
}

/** stdin and stdout of the process, as one stream that `node:http` takes for a socket. */
class SshTunnel extends Duplex {
  readonly #endpoint: SshEndpoint;
  readonly #child: ChildProcessWithoutNullStreams;
  #words = '';
  #hasAnswered = false;

  constructor(endpoint: SshEndpoint, env: SshEnvironment) {
    super({ allowHalfOpen: true });
    this.#endpoint = endpoint;
    const [program = '', ...argv] = sshCommand(endpoint);
    this.#child = spawn(program, argv, {
      env,
      // A session of its own: Ctrl-C reaches us first, and we end a build over it.
      // Windows would open a window for one.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#listen();
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(
    chunk: Buffer,
    encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    // That ssh has ended is told when it has, with its words.
    this.#child.stdin.write(chunk, encoding, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (e: Error | null) => void) {
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#child.kill();
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
    this.#child.once('exit', () => clearTimeout(kill));
    kill.unref();
    this.unref();
    done(error);
  }

  // The rest of what `node:http` calls on a socket that it keeps.
  ref(): this {
    this.#child.ref();
    for (const pipe of this.#pipes()) pipe.ref();
    return this;
  }

  unref(): this {
    this.#child.unref();
    for (const pipe of this.#pipes()) pipe.unref();
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#child;
    this.#child.once('error', (cause) =>
      this.destroy(noSshError(this.#endpoint, cause)),
    );
    // Its end comes with the reason, which is told once the process has ended.
    stdin.on('error', () => undefined);
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#words = (this.#words + text).slice(-MOST_WORDS);
    });
    stdout.on('data', (chunk: Buffer) => {
      this.#hasAnswered = true;
      if (!this.push(chunk)) stdout.pause();
    });
    this.#child.once('exit', (code) => {
      const end = () => this.#end(code);
      whenClosed(stdout, () => whenClosed(stderr, end, LAST_WORDS));
    });
  }

  #end(code: number | null): void {
    if (code === 0 || this.destroyed) this.push(null);
    else if (this.#hasAnswered) this.destroy(goneError(this.#endpoint.address));
    else {
      const end = { code, words: this.#words };
      this.destroy(sshFailure(this.#endpoint, end));
    }
  }

  #pipes(): Socket[] {
    const { stdin, stdout, stderr } = this.#child;
    // Node makes pipes of sockets, whatever their type says.
    return [stdin, stdout, stderr] as unknown as Socket[];
  }
}

function whenClosed(stream: Readable, then: () => void, limit?: number): void {
  if (stream.closed) return then();
  const timer = limit === undefined ? undefined : setTimeout(close, limit);
  stream.once('close', close);
  function close() {
    clearTimeout(timer);
    stream.off('close', close);
    then();
  }
}
