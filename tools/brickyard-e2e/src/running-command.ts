import {
  type ChildProcess,
  spawn,
  type SpawnOptions,
} from 'node:child_process';

import { waitUntil } from './wait-until';

/** How a command ended, and all that it printed. */
export interface Finished {
  /** Exit code; 128 and more when a signal ended it, as in a shell. */
  status: number;
  output: string;
  /** What went to stdout alone. */
  stdout: string;
}

/** A command in a process group of its own, as a shell gives it to a job. */
export class RunningCommand {
  readonly finished: Promise<Finished>;
  readonly #child: ChildProcess;
  #output = '';
  #stdout = '';

  constructor(argv: readonly string[], options: SpawnOptions) {
    const [program = '', ...args] = argv;
    this.#child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child.stdout?.on('data', (chunk) => {
      this.#stdout += String(chunk);
      this.#output += String(chunk);
    });
    this.#child.stderr?.on('data', (chunk) => (this.#output += String(chunk)));
    this.finished = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code) => {
        const status = code ?? 128;
        resolve({ status, output: this.#output, stdout: this.#stdout });
      });
    });
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves once the command has printed `text`. */
  async waitFor(text: string): Promise<void> {
    const isEnded = () => this.#child.exitCode !== null;
    await waitUntil(
      `"${text}" is printed`,
      () => this.#output.includes(text) || isEnded(),
    );
    if (!this.#output.includes(text)) {
      throw new Error(`it ended without "${text}":\n${this.#output}`);
    }
  }

  /** As `kill` does: the one process. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /** As Ctrl-C does: everything the terminal runs. */
  pressCtrlC(): void {
    this.#signalGroup('SIGINT');
  }

  /** For what a failed test left behind. */
  kill(): void {
    this.#signalGroup('SIGKILL');
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined || this.#child.exitCode !== null) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It ended just now.
    }
  }
}
