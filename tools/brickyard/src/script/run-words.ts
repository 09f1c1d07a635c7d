import { posix } from 'node:path';

import { changeShell } from './change-shell';
import { type MappedText, sliceText } from './mapped-text';
import { printOutput } from './print-output';
import { isShell, readShellCall, type ShellCall } from './read-shell-call';
import type { ShellWord } from './shell-command';
import {
  copyShell,
  deepen,
  setVariable,
  type ShellState,
  spend,
} from './shell-state';
import { unwrapWords } from './unwrap-words';

type Words = readonly ShellWord[];
type Output = MappedText | undefined;

/**
 * Runs a command: what it leads to in the end is listed. A `.` or `export` changes
 * the shell. Gives what it prints, where the text shows that.
 */
export function runWords(
  words: Words,
  shell: ShellState,
  input?: MappedText,
): Output {
  const [program] = words;
  const cost = 200 + 20 * words.length;
  if (program === undefined || !spend(shell, cost)) return undefined;
  if (changeShell(words, shell)) return undefined;
  if (shell.functions.has(program.text)) {
    runFunction(words, shell);
    return undefined;
  }
  const name = posix.basename(program.text);
  if (name === 'find') runFound(words, shell);
  if (isShell(program.text)) return runShell(words, shell, input);
  const unwrapped = unwrapWords(words);
  if (unwrapped === undefined) return runFile(words, shell, input);
  const inner = deepen(shell);
  if (inner === undefined) return undefined;
  for (const [variable, value] of unwrapped.variables)
    setVariable(inner, variable, value);
  if (unwrapped.script !== undefined) return runInner(unwrapped.script, inner);
  const next = unwrapped.words ?? [];
  // What they read are words.
  if (/^(?:xargs|parallel)$/.test(name))
    return runWords([...next, ...splitText(input)], inner);
  return runWords(next, inner, input);
}

function splitText(text: MappedText | undefined): ShellWord[] {
  return [...(text?.text.matchAll(/\S+/g) ?? [])].flatMap((match) => {
    const end = match.index + match[0].length;
    return text === undefined
      ? []
      : [{ ...sliceText(text, match.index, end), written: match[0] }];
  });
}

/** Its body sees the caller's variables and words of its own. */
function runFunction(words: Words, shell: ShellState): void {
  const [program, ...positional] = words;
  const body = shell.functions.get(program?.text ?? '');
  if (body === undefined || deepen(shell) === undefined) return;
  const depth = shell.depth + 1;
  shell.run.runFunction(body, { ...shell, positional, depth });
}

/** A script that the build has written, or a program that is listed. */
function runFile(words: Words, shell: ShellState, input?: MappedText): Output {
  const [program] = words;
  const path = program?.text ?? '';
  const file = path.includes('/')
    ? shell.run.files.get(posix.resolve(shell.folder, path))
    : undefined;
  if (file !== undefined && isScript(file.text))
    return runInner(file, shell, words.slice(1));
  listCommand(words, shell, input);
  return printOutput(words, shell, input);
}

/** No first line with a program, or one with a shell. */
function isScript(text: string): boolean {
  const [, program, argument = ''] = /^#!\s*(\S+)\s*(\S*)/.exec(text) ?? [];
  if (program === undefined) return true;
  return isShell(posix.basename(program) === 'env' ? argument : program);
}

function listCommand(
  words: Words,
  shell: ShellState,
  input?: MappedText,
): void {
  const { run, variables, folder } = shell;
  const [{ pieces: [piece] = [] } = {}] = words;
  const { file = '', line } = piece ?? {};
  const known = run.watched.flatMap((name): [string, string][] => {
    const value = variables.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  run.commands.push({
    ...{ words, place: { file, line }, folder },
    variables: Object.fromEntries(known),
    ...(input && { input }),
  });
}

function runShell(words: Words, shell: ShellState, input?: MappedText): Output {
  const call = readShellCall(words);
  if (call.script !== undefined) return runInner(call.script, shell, call.rest);
  if (call.file !== undefined) return runShellFile(words, call, shell);
  if (input !== undefined) return runInner(input, shell, call.rest);
  listCommand(words, shell);
  return undefined;
}

function runShellFile(
  words: Words,
  call: ShellCall,
  shell: ShellState,
): Output {
  const path = posix.resolve(shell.folder, call.file?.text ?? '');
  const file = shell.run.files.get(path);
  if (file !== undefined) return runInner(file, shell, call.rest);
  listCommand(words, shell);
  return undefined;
}

function runInner(
  text: MappedText,
  shell: ShellState,
  positional: Words = [],
): Output {
  const inner = deepen(shell);
  return inner && shell.run.runText(text, { ...inner, positional });
}

/** `find … -exec pip install {} \;` */
function runFound(words: Words, shell: ShellState): void {
  for (const [at, { text }] of words.entries()) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(text)) continue;
    const rest = words.slice(at + 1);
    const end = rest.findIndex((word) => /^[;+]$/.test(word.text));
    runWords(end < 0 ? rest : rest.slice(0, end), copyShell(shell));
  }
}
