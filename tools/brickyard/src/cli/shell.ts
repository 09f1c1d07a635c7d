import type { CiHost } from '../hosting/host/ci-host';
import type { Output } from '../report/line-reporter';

/** What a command gets from its surroundings. */
export interface Shell {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Only the answer. */
  stdout: Output;
  /** Progress, warnings and errors. */
  stderr: Output;
  /** The CI hosts to look for; all of them when left out. */
  hosts?: readonly CiHost[];
}

/** Runs with the words after its name; resolves to the exit code. */
export type Command = (
  args: readonly string[],
  shell: Shell,
) => Promise<number>;
