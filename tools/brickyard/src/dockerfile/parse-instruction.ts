import { type LogicalLine, rangeOf, wordAt } from './join-lines';
import { parseMount } from './parse-mount';
import type { Flag, Instruction, Mount, Word } from './parsed-dockerfile';
import { endOfWord, skipBlanks, splitPlain, splitQuoted } from './split-words';

const TAKES_FLAGS = ['FROM', 'COPY', 'ADD', 'RUN'];

/** Keyword, flags and words of a line; what they mean comes later. */
export function parseInstruction(
  logical: LogicalLine,
  escape: string,
): Instruction {
  const [whole = '', name = ''] = /^\s*(\S+)/.exec(logical.text) ?? [];
  const keyword = name.toUpperCase();
  const flags: Flag[] = [];
  const mounts: Mount[] = [];
  let at = skipBlanks(logical.text, whole.length);
  while (TAKES_FLAGS.includes(keyword) && logical.text.startsWith('--', at)) {
    const end = endOfWord(logical.text, at, escape);
    if (logical.text.startsWith('--mount=', at)) {
      mounts.push(parseMount(logical, at + '--mount='.length, end));
    } else if (end > at + 2) {
      flags.push(parseFlag(logical, at, end));
    }
    at = skipBlanks(logical.text, end);
  }
  const range = rangeOf(logical, whole.length - name.length, whole.length);
  const words = splitArguments(logical, keyword, at, escape);
  return { keyword, range, line: logical.line, flags, mounts, words };
}

function parseFlag(logical: LogicalLine, start: number, end: number): Flag {
  const text = logical.text.slice(start, end);
  const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(text) ?? [];
  if (value === '') return { name };
  return { name, value: wordAt(logical, end - value.length, end) };
}

function splitArguments(
  logical: LogicalLine,
  keyword: string,
  from: number,
  escape: string,
): Word[] {
  switch (keyword) {
    case 'ARG':
    case 'ENV':
      return splitQuoted(logical.text, from, escape).map(({ start, end }) =>
        wordAt(logical, start, end),
      );
    case 'COPY':
    case 'ADD':
      return parseJsonWords(logical, from) ?? splitWords(logical, from);
    case 'FROM':
      return splitWords(logical, from);
    default:
      return [];
  }
}

function splitWords(logical: LogicalLine, from: number): Word[] {
  return splitPlain(logical.text, from).map(({ start, end }) =>
    wordAt(logical, start, end),
  );
}

/** `COPY ["a b", "c"]`; anything that is not JSON is read as plain words. */
function parseJsonWords(
  logical: LogicalLine,
  from: number,
): Word[] | undefined {
  const text = logical.text.slice(from);
  if (!text.startsWith('[')) return undefined;
  const range = rangeOf(logical, from, logical.text.length);
  const items = parseJson(text);
  const isList =
    Array.isArray(items) && items.every((item) => typeof item === 'string');
  return isList ? items.map((item) => ({ text: item, range })) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
