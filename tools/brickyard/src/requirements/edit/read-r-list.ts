import { COMMAND, isRScript } from '../r/parse-r-packages';
import { parseRSpec } from '../r/parse-r-spec';
import { type CommandWord, splitCommands } from '../r/split-commands';
import {
  findLines,
  type ListEntry,
  type ListText,
  type TextLine,
} from './list-text';

/** What `r_packages.sh` names: calls of the command or, where there is none, names alone. */
export function readRList(text: string): ListText {
  const lines = findLines(text);
  const isScript = isRScript(text) || text.startsWith('#!');
  const entries = splitCommands(text).flatMap((words) => {
    const isCall = words[0]?.text === COMMAND;
    const command = {
      line: words[0]?.line ?? 0,
      lastLine: words.at(-1)?.line ?? 0,
    };
    return (isCall ? words.slice(1) : words).flatMap((word) =>
      toEntry(word, command, lines),
    );
  });
  return { text, lines, entries, call: isScript ? `${COMMAND} ` : '' };
}

function toEntry(
  { text, line, column }: CommandWord,
  command: ListEntry['command'],
  lines: readonly TextLine[],
): ListEntry[] {
  const spec = parseRSpec(text);
  if (spec === undefined) return [];
  const start = (lines[line - 1]?.start ?? 0) + column;
  const end = start + text.length;
  return [
    { names: [spec.name], text, start, end, line, lastLine: line, command },
  ];
}
