import { posix } from 'node:path';

import type { Assignment, Command, Redirection } from 'unbash';

import {
  expandParts,
  expandShellWord,
  expandValue,
  type Expansion,
} from './expand-shell-word';
import {
  joinTexts,
  type MappedText,
  mapTo,
  placeAt,
  sliceText,
} from './mapped-text';
import { runWords } from './run-words';
import type { ShellWord } from './shell-command';
import { copyShell, setVariable, type ShellState } from './shell-state';

type Output = MappedText | undefined;

/** Where a command reads from and writes to, as far as its text shows it. */
interface Streams {
  input?: MappedText;
  /** The file that takes what it prints. */
  file?: string;
  isAppended?: boolean;
}

/** One command, with the variables and redirections around it. */
export function runSimple(
  node: Command,
  expansion: Expansion,
  input?: MappedText,
): Output {
  const { shell } = expansion;
  const assignments = node.prefix.filter((each) => each.type === 'Assignment');
  const words = [
    ...(node.name === undefined ? [] : expandShellWord(node.name, expansion)),
    ...node.args.flatMap((each) =>
      each.type === 'Word'
        ? expandShellWord(each, expansion)
        : [expandAssignment(each, expansion)],
    ),
  ];
  // Alone it stays, before a command it is for that command.
  const target = words.length === 0 ? shell : copyShell(shell);
  for (const each of assignments) assign(each, expansion, target);
  const streams = readStreams(node.redirects, expansion);
  // What changes the shell changes this one: `PATH=… export` is rare.
  const where = assignments.length === 0 ? shell : target;
  const output = runWords(words, where, streams.input ?? input);
  return keepOutput(output, streams, words, shell);
}

/** `export NAME=value` as one word. */
function expandAssignment(
  { name, value, text, pos }: Assignment,
  expansion: Expansion,
): ShellWord {
  const start = mapTo(`${name}=`, placeAt(expansion.source, pos));
  if (value.type === 'ArrayValue') return { ...start, text, written: text };
  const word = expandValue(value, expansion);
  return {
    ...joinTexts([start, word]),
    written: `${name}=${word.written}`,
  };
}

function assign(
  { name, value, append }: Assignment,
  expansion: Expansion,
  target: ShellState,
): void {
  if (value.type === 'ArrayValue') {
    const words = value.elements.flatMap((each) =>
      expandShellWord(each, expansion),
    );
    const before = append ? (target.arrays.get(name) ?? []) : [];
    setVariable(target, name, undefined);
    target.arrays.set(name, [...before, ...words.map(({ text }) => text)]);
    return;
  }
  const word = expandValue(value, { ...expansion, shell: target });
  const before = append ? (target.variables.get(name) ?? '') : '';
  setVariable(target, name, before + word.text);
}

/** Also runs what a heredoc substitutes. */
export function readStreams(
  redirects: readonly Redirection[],
  expansion: Expansion,
): Streams {
  const streams: Streams = {};
  for (const each of redirects) {
    if (each.type === 'HereDoc') streams.input = readHeredoc(each, expansion);
    else if (each.type === 'HereString')
      streams.input = each.target && expandValue(each.target, expansion);
    else if (each.target !== undefined) {
      const { text } = expandValue(each.target, expansion);
      const number =
        each.descriptor && 'value' in each.descriptor
          ? each.descriptor.value
          : 1;
      if (!each.operator.startsWith('>') || number !== 1) continue;
      streams.file = posix.resolve(expansion.shell.folder, text);
      streams.isAppended = each.operator === '>>';
    }
  }
  return streams;
}

function readHeredoc(
  { body, operator }: Extract<Redirection, { type: 'HereDoc' }>,
  expansion: Expansion,
): MappedText {
  const { source } = expansion;
  const text =
    body.parts === undefined
      ? sliceText(source, body.pos, body.end)
      : expandParts(body.parts, expansion);
  return operator === '<<-' ? cutTabs(text) : text;
}

function cutTabs(mapped: MappedText): MappedText {
  const lines: MappedText[] = [];
  let at = 0;
  for (const line of mapped.text.split('\n')) {
    const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
    lines.push(sliceText(mapped, at + tabs, at + line.length));
    at += line.length + 1;
  }
  return joinTexts(lines, '\n');
}

/** A file that a later command may run. */
function keepOutput(
  output: Output,
  { file, isAppended }: Streams,
  words: readonly ShellWord[],
  { run, folder }: ShellState,
): Output {
  if (output === undefined) return undefined;
  const before = (path: string) =>
    isAppended ? (run.files.get(path) ?? []) : [];
  const keep = (path: string) =>
    run.files.set(path, joinTexts([before(path), output].flat()));
  if (words[0]?.text === 'tee')
    for (const { text } of words.slice(1))
      if (!text.startsWith('-')) keep(posix.resolve(folder, text));
  if (file === undefined) return output;
  keep(file);
  return undefined;
}
