import type { Output } from '../report/line-reporter';

/** What a command has of its surroundings. */
export interface Shell {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** The answer, alone. */
  stdout: Output;
  /** Progress, warnings and errors. */
  stderr: Output;
}

/** Runs with the words after its name; resolves to the exit code. */
export type Command = (
  args: readonly string[],
  shell: Shell,
) => Promise<number>;
