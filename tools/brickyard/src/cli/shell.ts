import type { CiHost } from '../hosting/host/ci-host';
import type { Outlet, Output } from '../outlet/outlet';
import type { RawStreams } from '../outlet/raw-streams';

/** What a command gets from its surroundings. */
export interface Shell {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Only the answer. */
  stdout: Outlet;
  /** Progress, warnings and errors. */
  stderr: Outlet;
  /** Where a person answers; left out where nobody can. */
  input?: () => NodeJS.ReadableStream & { isTTY?: boolean };
  /** Opens streams for a program in a container; those of this process when left out. */
  openRaw?: () => RawStreams;
  /** The CI hosts to look for; all of them when left out. */
  hosts?: readonly CiHost[];
}

/** The same with whatever takes what is written. */
export type OuterShell = Omit<Shell, 'stdout' | 'stderr'> &
  Record<'stdout' | 'stderr', Output>;

/** Runs with the words after its name; resolves to the exit code. */
export type Command = (
  args: readonly string[],
  shell: Shell,
) => Promise<number>;
