import { type LogicalLine, rangeOf, wordAt } from './join-lines';
import { isListOfTexts, parseList } from './parse-list';
import { parseMount } from './parse-mount';
import type { Flag, Instruction, Mount, Word } from './parsed-dockerfile';
import {
  endOfPlain,
  endOfWord,
  skipBlanks,
  splitPlain,
  splitQuoted,
} from './split-words';

const TAKES_FLAGS = ['FROM', 'COPY', 'ADD', 'RUN'];

/** Keyword, flags and words of a line; what they mean comes later. */
export function parseInstruction(
  logical: LogicalLine,
  escape: string,
  from = 0,
): Instruction {
  const { text, line } = logical;
  const start = skipBlanks(text, from);
  const end = endOfPlain(text, start);
  const keyword = text.slice(start, end).toUpperCase();
  const { flags, mounts, at } = parseFlags(logical, keyword, end, escape);
  const range = rangeOf(logical, start, end);
  const words = splitArguments(logical, keyword, at, escape);
  const { pieces, heredocs } = logical;
  const source = { text, at, pieces, heredocs };
  const instruction = { keyword, range, line, flags, mounts, words, source };
  // BuildKit allows no ONBUILD in an ONBUILD, so only the first has a trigger.
  return keyword === 'ONBUILD' && from === 0 && at < text.length
    ? { ...instruction, trigger: parseInstruction(logical, escape, at) }
    : instruction;
}

function parseFlags(
  logical: LogicalLine,
  keyword: string,
  from: number,
  escape: string,
) {
  const flags: Flag[] = [];
  const mounts: Mount[] = [];
  let at = skipBlanks(logical.text, from);
  while (TAKES_FLAGS.includes(keyword) && logical.text.startsWith('--', at)) {
    const end = endOfWord(logical.text, at, escape);
    const isEnd = end === at + 2;
    if (logical.text.startsWith('--mount=', at)) {
      mounts.push(parseMount(logical, [at + '--mount='.length, end], escape));
    } else if (!isEnd) {
      flags.push(parseFlag(logical, at, end));
    }
    at = skipBlanks(logical.text, end);
    if (isEnd) break;
  }
  return { flags, mounts, at };
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
      return splitPairs(logical, from, escape);
    case 'ENV':
    case 'LABEL':
      return splitOldPair(logical, from, escape);
    case 'COPY':
    case 'ADD':
    case 'VOLUME':
      return parseJsonWords(logical, from) ?? splitWords(logical, from);
    case 'FROM':
    case 'EXPOSE':
      return splitWords(logical, from);
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return splitRest(logical, from);
    default:
      return [];
  }
}

function splitPairs(
  logical: LogicalLine,
  from: number,
  escape: string,
): Word[] {
  return splitQuoted(logical.text, from, escape).map(({ start, end }) =>
    wordAt(logical, start, end),
  );
}

/** `ENV name any  text`, blanks kept, where the first word has no `=`. */
function splitOldPair(
  logical: LogicalLine,
  from: number,
  escape: string,
): Word[] {
  const pairs = splitPairs(logical, from, escape);
  if (pairs[0] === undefined || pairs[0].text.includes('=')) return pairs;
  return splitPlain(logical.text, from)
    .slice(0, 1)
    .flatMap(({ start, end }) => [
      wordAt(logical, start, end),
      ...splitRest(logical, end),
    ]);
}

function splitRest(logical: LogicalLine, from: number): Word[] {
  const start = skipBlanks(logical.text, from);
  const end = logical.text.trimEnd().length;
  return start < end ? [wordAt(logical, start, end)] : [];
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
  const items = parseList(logical.text.slice(from));
  if (items === undefined || !isListOfTexts(items)) return undefined;
  const range = rangeOf(logical, from, logical.text.length);
  return items.map((text) => ({ text, range }));
}
