import { type IPty, spawn } from '@lydell/node-pty';

import type { TerminalOptions } from './terminal';
import { waitUntil } from './wait-until';

/** A command on a terminal where somebody types. */
export class TypedTerminal {
  /** Exit code; `undefined` where the terminal was closed. */
  readonly finished: Promise<number>;
  readonly #pty: IPty;
  #text = '';

  constructor(
    [program = '', ...args]: readonly string[],
    { cwd, columns, environment }: TerminalOptions,
  ) {
    const size = { cols: columns, rows: 24 };
    this.#pty = spawn(program, args, { ...size, cwd, env: { ...environment } });
    this.#pty.onData((data) => (this.#text += data));
    this.finished = new Promise((resolve) =>
      this.#pty.onExit(({ exitCode }) => resolve(exitCode)),
    );
  }

  get text(): string {
    return this.#text;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** What comes from now on is what `waitFor` looks at. */
  type(keys: string): void {
    this.#text = '';
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#pty.resize(columns, rows);
  }

  waitFor(pattern: RegExp): Promise<void> {
    return waitUntil(`${pattern} in ${JSON.stringify(this.#text)}`, () =>
      pattern.test(this.#text),
    );
  }

  /** As somebody does who closes the window. */
  close(): void {
    (this.#pty as IPty & { destroy(): void }).destroy();
  }
}
