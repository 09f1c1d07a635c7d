import { type Block, findBlock } from './find-block';
import {
  endingOf,
  isBlank,
  isComment,
  lineOf,
  type ListEntry,
  type ListText,
} from './list-text';

export interface NewEntry {
  /** As it is compared. */
  name: string;
  /** As it is to be written. */
  text: string;
}

/** Characters of a line with several names. */
const WIDTH = 88;

/**
 * The list with one package more: in its place where the names around it are sorted,
 * else behind them. A comment stays with the names that it is about, so a package
 * joins no line with a comment, and no block with a heading beside other blocks.
 */
export function insertEntry(list: ListText, added: NewEntry): string {
  const block = findBlock(list);
  const last = block?.entries.at(-1);
  if (block === undefined || last === undefined)
    return appendBlock(list, added);
  if (isJoined(last)) return insertJoined(list, block, added);
  const row = block.entries.filter(({ line }) => line === last.line);
  const isRow =
    row.length > 1 || (list.call !== '' && block.entries.length < 2);
  return isRow && hasRoom(list, last, added)
    ? insertWord(list, row, added)
    : insertLine(list, block, added);
}

function appendBlock(list: ListText, { text: added }: NewEntry): string {
  const { text, lines, call } = list;
  const ending = endingOf(list);
  const isOpen = text !== '' && !/[\r\n]$/.test(text);
  const isDense = lines.length > 0 && !isBlank(lineOf(list, lines.length));
  const gap = (isOpen ? ending : '') + (isDense ? ending : '');
  return `${text}${gap}${call}${added}${ending}`;
}

function isJoined({ command }: ListEntry): boolean {
  return command.lastLine > command.line;
}

/** Nothing but names is on the line, and one more does not make it too long. */
function hasRoom(list: ListText, last: ListEntry, { text }: NewEntry): boolean {
  const line = lineOf(list, last.lastLine);
  const end = (list.lines[last.lastLine - 1]?.end ?? 0) === last.end;
  return end && line.length + 1 + text.length <= WIDTH;
}

function insertWord(
  list: ListText,
  row: readonly ListEntry[],
  { name, text }: NewEntry,
): string {
  const next = findNext(row, name);
  if (next !== undefined) return splice(list, next.start, `${text} `);
  return splice(list, row.at(-1)?.end ?? 0, ` ${text}`);
}

function insertLine(
  list: ListText,
  { entries }: Block,
  { name, text }: NewEntry,
): string {
  const isSpread = entries.every(
    ({ line }, index) => line !== entries[index - 1]?.line,
  );
  const next = isSpread ? findNext(entries, name) : undefined;
  const ending = endingOf(list);
  const neighbour = next ?? entries.at(-1);
  const written = indentOf(list, neighbour) + list.call + text;
  if (next !== undefined) {
    const line = firstLineOf(list, next, next === entries[0]);
    return splice(list, startOf(list, line), written + ending);
  }
  const end = list.lines[(neighbour?.lastLine ?? 1) - 1]?.end ?? 0;
  return splice(list, end, ending + written);
}

/** Within a command whose lines end in `\`. */
function insertJoined(
  list: ListText,
  { entries }: Block,
  { name, text }: NewEntry,
): string {
  const last = entries.at(-1);
  const words = entries.filter(
    ({ command }) => command.line === last?.command.line,
  );
  const next = findNext(words, name);
  const isFirst = next !== undefined && next.line === next.command.line;
  const ending = endingOf(list);
  const indent = indentOf(list, last);
  const isAlone = words.every(
    ({ line }, index) => line !== words[index - 1]?.line,
  );
  if (!isAlone || isFirst) return insertWord(list, words, { name, text });
  return next === undefined
    ? splice(list, last?.end ?? 0, ` \\${ending}${indent}${text}`)
    : splice(list, startOf(list, next.line), `${indent}${text} \\${ending}`);
}

/** The one that the name comes before, where they are in order: of letters, small or not. */
function findNext(
  entries: readonly ListEntry[],
  name: string,
): ListEntry | undefined {
  const orders = [(key: string) => key.toLowerCase(), (key: string) => key];
  const order = orders.find((keyOf) =>
    entries.every((entry, index) => {
      const before = entries[index - 1];
      return (
        before === undefined || keyOf(nameOf(before)) <= keyOf(nameOf(entry))
      );
    }),
  );
  if (order === undefined) return undefined;
  return entries.find((entry) => order(nameOf(entry)) > order(name));
}

function nameOf({ names }: ListEntry): string {
  return names[0] ?? '';
}

/** With the comments above it, unless they are those of the whole block. */
function firstLineOf(
  list: ListText,
  { line }: ListEntry,
  isFirst: boolean,
): number {
  let first = line;
  while (!isFirst && isComment(lineOf(list, first - 1))) first -= 1;
  return first;
}

function startOf({ lines }: ListText, line: number): number {
  return lines[line - 1]?.start ?? 0;
}

function indentOf(list: ListText, entry: ListEntry | undefined): string {
  return /^[ \t]*/.exec(lineOf(list, entry?.line ?? 0))?.[0] ?? '';
}

function splice({ text }: ListText, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}
