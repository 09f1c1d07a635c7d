import { posix } from 'node:path';

import type { ShellWord } from './shell-command';

const SHELL = /^(?:ba|da|a|k|mk|z)?sh$/;
/** Options of shells that take the next word; `-euo pipefail`, too. */
const TAKES_WORD = /^(?:[-+][a-zA-Z]*[oO]|--(?:rcfile|init-file))$/;

/** What a shell is told to run. */
export interface ShellCall {
  /** Of `-c`. */
  script?: ShellWord;
  file?: ShellWord;
  /** What follows: `$1` and so on; before it, `$0` for `-c`. */
  rest: readonly ShellWord[];
}

export function isShell(program: string): boolean {
  return SHELL.test(posix.basename(program));
}

/** Of `bash -o pipefail -lc "…"`. Without a script and a file, it reads its input. */
export function readShellCall([, ...words]: readonly ShellWord[]): ShellCall {
  let isText = false;
  for (let at = 0; at < words.length; at += 1) {
    const { text = '' } = words[at] ?? {};
    if (text === '--' || text === '-') continue;
    if (/^[-+]./.test(text)) {
      isText ||= /^-[a-zA-Z]*c/.test(text);
      if (text === '-s') return { rest: words.slice(at + 1) };
      if (TAKES_WORD.test(text)) at += 1;
      continue;
    }
    const rest = words.slice(at + 1);
    if (isText) return { script: words[at], rest: rest.slice(1) };
    const isInput = /^\/dev\/(?:stdin|fd\/0)$/.test(text);
    return isInput ? { rest } : { file: words[at], rest };
  }
  return { rest: [] };
}
