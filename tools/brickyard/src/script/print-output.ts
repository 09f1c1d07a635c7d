import { posix } from 'node:path';

import { joinTexts, type MappedText, mapTo, sliceText } from './mapped-text';
import type { ShellWord } from './shell-command';
import type { ShellState } from './shell-state';

/** What a command prints, where its words and its input show that. */
export function printOutput(
  words: readonly ShellWord[],
  shell: ShellState,
  input?: MappedText,
): MappedText | undefined {
  const [program, ...rest] = words;
  const name = posix.basename(program?.text ?? '');
  if (name === 'echo') return printEcho(rest);
  if (name === 'printf') return printFormat(rest);
  if (name === 'tee') return input;
  if (name === 'cat') return printFiles(rest, shell, input);
  return /^(?:which|command|type)$/.test(name) ? printPath(rest) : undefined;
}

const NEWLINE = mapTo('\n', { file: '' });

function printEcho(words: readonly ShellWord[]): MappedText {
  const start = words.findIndex(({ text }) => !/^-[neE]+$/.test(text));
  const said = start < 0 ? [] : words.slice(start);
  return joinTexts([breakLines(joinTexts(said, ' ')), NEWLINE]);
}

function printFormat(words: readonly ShellWord[]): MappedText | undefined {
  const [format, ...values] = words;
  if (format === undefined) return undefined;
  if (values.length === 0) return breakLines(format);
  if (!/^%[sb](?:\\n)?$/.test(format.text)) return undefined;
  return joinTexts(values.flatMap((value) => [value, NEWLINE]));
}

/** `\n` in the text becomes the end of a line. */
function breakLines(mapped: MappedText): MappedText {
  if (!mapped.text.includes('\\n')) return mapped;
  const lines: MappedText[] = [];
  let at = 0;
  for (const line of mapped.text.split('\\n')) {
    lines.push(sliceText(mapped, at, at + line.length));
    at += line.length + 2;
  }
  return joinTexts(lines, '\n');
}

function printFiles(
  words: readonly ShellWord[],
  { run, folder }: ShellState,
  input?: MappedText,
): MappedText | undefined {
  const named = words.filter(({ text }) => !/^-./.test(text));
  const texts = named.map(({ text }) =>
    text === '-' ? input : run.files.get(posix.resolve(folder, text)),
  );
  if (texts.length === 0) return input;
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? joinTexts(known) : undefined;
}

/** `command -v pip` prints a path of pip: its name will do. */
function printPath(words: readonly ShellWord[]): MappedText | undefined {
  const named = words.filter(({ text }) => !text.startsWith('-'));
  return named.length === 1 ? named[0] : undefined;
}
