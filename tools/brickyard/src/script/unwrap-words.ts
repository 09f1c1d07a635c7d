import { posix } from 'node:path';

import type { ShellWord } from './shell-command';
import { type Wrapper, wrapperTable } from './wrapper-table';

const ASSIGNMENT = /^(\w+)=(.*)$/s;

/** What a wrapper leads to. */
export interface Unwrapped {
  /** The command that it runs. */
  words?: readonly ShellWord[];
  /** The text that it gives to a shell. */
  script?: ShellWord;
  /** Variables that it sets for what it runs. */
  variables: [name: string, value: string][];
}

/** Takes off one wrapper: `sudo -u me`, `env A=1`, `nice -n 5`. */
export function unwrapWords(
  words: readonly ShellWord[],
): Unwrapped | undefined {
  const [program, ...rest] = words;
  const name = posix.basename(program?.text ?? '');
  const wrapper = wrapperTable.get(name);
  if (wrapper === undefined) return undefined;
  const at = startOf(wrapper, rest);
  if (at === undefined) return undefined;
  const found = readArguments(wrapper, rest.slice(at));
  if (found !== undefined && wrapper.after !== undefined)
    // Where their environment lies is nowhere in the text.
    found.variables.push(['VIRTUAL_ENV', name]);
  return found;
}

/** Some are wrappers in one of their uses: `poetry run`. */
function startOf(
  { after }: Wrapper,
  rest: readonly ShellWord[],
): number | undefined {
  if (after === undefined) return 0;
  const at = rest.findIndex(({ text }) => !text.startsWith('-'));
  return rest[at]?.text === after ? at + 1 : undefined;
}

function readArguments(
  { values, operands = 0, never, script }: Wrapper,
  rest: readonly ShellWord[],
): Unwrapped | undefined {
  const variables: Unwrapped['variables'] = [];
  let left = operands;
  for (let at = 0; at < rest.length; at += 1) {
    const { text = '' } = rest[at] ?? {};
    if (never?.test(text)) return undefined;
    const joined = /^--[\w-]+(?==)/.exec(text)?.[0] ?? text;
    if (script?.test(joined))
      return { script: readScript(rest, at), variables };
    if (text === '--' && left === 0)
      return { words: rest.slice(at + 1), variables };
    if (values?.test(text)) at += 1;
    else if (/^[-+]./.test(text) || text === '-') continue;
    else if (ASSIGNMENT.test(text)) variables.push(readPair(text));
    else if (left > 0) left -= 1;
    else if (script !== undefined && operandIsLast(script, rest, at))
      return { script: findScript(script, rest, at), variables };
    else return { words: rest.slice(at), variables };
  }
  return { variables };
}

/** `su me -c '…'`: the option may follow the user. */
function operandIsLast(
  script: RegExp,
  rest: readonly ShellWord[],
  from: number,
): boolean {
  return rest.slice(from).some(({ text }) => script.test(text));
}

function findScript(
  script: RegExp,
  rest: readonly ShellWord[],
  from: number,
): ShellWord | undefined {
  const at = rest.findIndex(
    ({ text }, index) => index >= from && script.test(text),
  );
  return readScript(rest, at);
}

function readScript(
  rest: readonly ShellWord[],
  at: number,
): ShellWord | undefined {
  const word = rest[at];
  const start = (word?.text.indexOf('=') ?? -1) + 1;
  if (word === undefined || !word.text.startsWith('--') || start === 0)
    return rest[at + 1];
  const pieces = word.pieces.map((piece) => ({
    ...piece,
    at: Math.max(0, piece.at - start),
  }));
  return { ...word, text: word.text.slice(start), pieces };
}

function readPair(text: string): [string, string] {
  const [, name = '', value = ''] = ASSIGNMENT.exec(text) ?? [];
  return [name, value];
}
