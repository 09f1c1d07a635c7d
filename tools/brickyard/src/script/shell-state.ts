import type { Function as FunctionNode } from 'unbash';

import type { MappedText } from './mapped-text';
import type { ShellCommand, ShellWord } from './shell-command';

/** What all scripts of one reading share. */
export interface Run {
  /** In the order in which they are met. */
  commands: ShellCommand[];
  /** Names of the variables that commands are listed with. */
  watched: readonly string[];
  /** Files that the build has written so far, by their absolute path. */
  files: Map<string, MappedText>;
  /** How much may still be read: loops and functions can call a text without end. */
  left: number;
  /** Reads a text as a script; gives what it prints, where that is known. */
  runText: (text: MappedText, shell: ShellState) => MappedText | undefined;
  runFunction: (body: FunctionBody, shell: ShellState) => void;
}

export interface FunctionBody {
  node: FunctionNode;
  source: MappedText;
}

/** What a script knows while it runs. */
export interface ShellState {
  run: Run;
  variables: Map<string, string>;
  arrays: Map<string, readonly string[]>;
  functions: Map<string, FunctionBody>;
  /** `$1` and those after it. */
  positional: readonly ShellWord[];
  /** Where it stands, absolute. */
  folder: string;
  /** How many scripts are around this one. */
  depth: number;
}

const DEEPEST = 20;
/** A longer value is as good as an unknown one: values that hold themselves twice grow fast. */
const LONGEST_VALUE = 32 * 1024;

/** What a subshell sees: all of it, and it changes nothing for the others. */
export function copyShell(shell: ShellState): ShellState {
  spend(shell, shell.variables.size);
  return {
    ...shell,
    variables: new Map(shell.variables),
    arrays: new Map(shell.arrays),
    functions: new Map(shell.functions),
  };
}

/** One script further in; nothing where there are too many around it. */
export function deepen(shell: ShellState): ShellState | undefined {
  return shell.depth < DEEPEST
    ? { ...copyShell(shell), depth: shell.depth + 1 }
    : undefined;
}

/** False once there is nothing left. */
export function spend({ run }: ShellState, cost: number): boolean {
  run.left -= cost;
  return run.left > 0;
}

export function setVariable(
  { variables, arrays }: ShellState,
  name: string,
  value: string | undefined,
): void {
  arrays.delete(name);
  if (value === undefined || value.length > LONGEST_VALUE)
    variables.delete(name);
  else variables.set(name, value);
}
