import { posix } from 'node:path';

import { joinTexts } from './mapped-text';
import type { ShellWord } from './shell-command';
import { deepen, setVariable, type ShellState } from './shell-state';

type Change = (words: readonly ShellWord[], shell: ShellState) => boolean;

/** True for a builtin that changes the shell it runs in, and has done so. */
export function changeShell(
  words: readonly ShellWord[],
  shell: ShellState,
): boolean {
  const change = changes.get(words[0]?.text ?? '');
  return change?.(words.slice(1), shell) ?? false;
}

const declare: Change = (words, shell) => {
  for (const { text } of words) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined) setVariable(shell, name, value);
  }
  return true;
};

const unset: Change = (words, shell) => {
  for (const { text } of words) setVariable(shell, text, undefined);
  return true;
};

const changeFolder: Change = (words, shell) => {
  const to = words.find(({ text }) => !text.startsWith('-'))?.text ?? '/root';
  if (!to.includes('$')) shell.folder = posix.resolve(shell.folder, to);
  return true;
};

/** A script of its own; its variables stay. */
const evaluate: Change = (words, shell) => {
  const isShallow = deepen(shell) !== undefined;
  if (!isShallow) return true;
  shell.depth += 1;
  shell.run.runText(joinTexts(words, ' '), shell);
  shell.depth -= 1;
  return true;
};

const source: Change = ([file, ...rest], shell) => {
  const path = posix.resolve(shell.folder, file?.text ?? '');
  const text = shell.run.files.get(path);
  if (text !== undefined) return evaluate([{ ...text, written: '' }], shell);
  // conda's `activate` takes the name of an environment.
  const name = rest[0]?.text;
  const [, folder] = /^(.+)\/bin\/activate(?:\.\w+)?$/.exec(path) ?? [];
  if (folder !== undefined)
    activate(name === undefined ? folder : `${folder}/envs/${name}`, shell);
  else if (file?.text === 'activate')
    activate(`/conda/envs/${name ?? 'base'}`, shell);
  return true;
};

function activate(folder: string, shell: ShellState): void {
  const { variables } = shell;
  const path = variables.get('PATH') ?? '$PATH';
  setVariable(shell, 'VIRTUAL_ENV', folder);
  setVariable(shell, 'PATH', `${folder}/bin:${path}`);
}

/** conda, mamba and micromamba. */
const useConda: Change = ([verb, name], shell) => {
  if (verb?.text === 'activate')
    activate(`/conda/envs/${name?.text ?? 'base'}`, shell);
  else if (verb?.text === 'deactivate') deactivate([], shell);
  return false;
};

const deactivate: Change = (_words, shell) => {
  const { variables } = shell;
  const folder = variables.get('VIRTUAL_ENV');
  if (folder === undefined) return true;
  const path = variables.get('PATH')?.replace(`${folder}/bin:`, '');
  setVariable(shell, 'VIRTUAL_ENV', undefined);
  setVariable(shell, 'PATH', path);
  return true;
};

/** Runs later, in this shell; the order does not matter here. */
const trap: Change = (words, shell) =>
  evaluate(
    words.filter(({ text }) => !text.startsWith('-')).slice(0, 1),
    shell,
  );

const setWords: Change = (words, shell) => {
  const at = words.findIndex(({ text }) => text === '--');
  if (at >= 0) shell.positional = words.slice(at + 1);
  return true;
};

const shift: Change = ([count], shell) => {
  shell.positional = shell.positional.slice(Number(count?.text ?? 1));
  return true;
};

const changes: ReadonlyMap<string, Change> = new Map(
  Object.entries({
    ...{ export: declare, declare, typeset: declare, local: declare },
    ...{ readonly: declare, unset, cd: changeFolder, pushd: changeFolder },
    ...{ eval: evaluate, '.': source, source, deactivate, trap },
    ...{ conda: useConda, mamba: useConda, micromamba: useConda },
    ...{ set: setWords, shift },
  }),
);
