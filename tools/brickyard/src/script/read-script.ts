import type { MappedText } from './mapped-text';
import { runFunction, runText } from './run-script';
import { runWords } from './run-words';
import type { ShellCommand, ShellWord } from './shell-command';
import type { Run, ShellState } from './shell-state';

/** Where a script runs. */
export interface ScriptSite {
  variables: ReadonlyMap<string, string>;
  /** Names of the variables that each command is listed with. */
  watched: readonly string[];
  /** Where it starts, absolute. */
  folder: string;
  /** What is known of files, by absolute path; gets what the script writes. */
  files: Map<string, MappedText>;
}

/** Much more than a Dockerfile needs, and less than a second. */
const MOST = 1_000_000;

/**
 * The commands of a shell script, wherever they hide: in `sh -c`, `$(…)`, functions,
 * loops, behind `sudo` or a variable, in a file that is written and then run. It is
 * read as bash. Every branch counts as taken. Never throws.
 */
export function readScript(
  script: MappedText,
  site: ScriptSite,
): ShellCommand[] {
  const shell = openShell(site);
  runText(script, shell);
  return shell.run.commands;
}

/** The same for a command that is called without a shell: `RUN ["pip", "install"]`. */
export function readCall(
  words: readonly ShellWord[],
  site: ScriptSite,
): ShellCommand[] {
  const shell = openShell(site);
  runWords(words, shell);
  return shell.run.commands;
}

function openShell({
  variables,
  watched,
  folder,
  files,
}: ScriptSite): ShellState {
  const run: Run = {
    ...{ commands: [], watched, files, left: MOST },
    ...{ runText, runFunction },
  };
  return {
    run,
    variables: new Map(variables),
    ...{ arrays: new Map(), functions: new Map() },
    ...{ positional: [], folder, depth: 0 },
  };
}
