import { findHeredocs, type Heredoc } from './heredoc';
import type { HeredocBody, Range, Word } from './parsed-dockerfile';
import type { Line } from './split-lines';

/** An instruction's whole text, which remembers where each piece came from. */
export interface LogicalLine {
  text: string;
  /** 1-based line of its first piece. */
  line: number;
  pieces: { at: number; offset: number; line: number }[];
  heredocs: HeredocBody[];
  /** Name of a heredoc that is opened and never closed. */
  unclosed?: string;
}

const isBlank = (line: Line) => line.text.trim() === '';
const isComment = (line: Line) => /^\s*#/.test(line.text);

/**
 * One text per instruction: continuations joined, comments and heredoc bodies
 * left out. As BuildKit does it, blank lines do not end a continuation.
 */
export function joinLines(lines: Line[], escape: string): LogicalLine[] {
  const joined: LogicalLine[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined || isBlank(line) || isComment(line)) {
      at += 1;
      continue;
    }
    const logical: LogicalLine = {
      ...{ text: '', line: line.number },
      ...{ pieces: [], heredocs: [] },
    };
    at = joinPieces(lines, at, escape, logical);
    at = skipHeredocs(lines, at, logical);
    if (logical.text.trim() !== '') joined.push(logical);
  }
  return joined;
}

/** Where `[start, end)` of the joined text, never empty, stands in the file. */
export function rangeOf(
  logical: LogicalLine,
  start: number,
  end: number,
): Range {
  return [offsetOf(logical, start), offsetOf(logical, end - 1) + 1];
}

export function wordAt(logical: LogicalLine, start: number, end: number): Word {
  const text = logical.text.slice(start, end);
  return { text, range: rangeOf(logical, start, end) };
}

function offsetOf(logical: LogicalLine, at: number): number {
  // The last piece that begins there or before; they are in order.
  let [first, beyond] = [0, logical.pieces.length];
  while (beyond - first > 1) {
    const middle = Math.floor((first + beyond) / 2);
    if ((logical.pieces[middle]?.at ?? 0) <= at) first = middle;
    else beyond = middle;
  }
  const piece = logical.pieces[first];
  return piece === undefined ? at : piece.offset + at - piece.at;
}

function joinPieces(
  lines: Line[],
  from: number,
  escape: string,
  logical: LogicalLine,
): number {
  // An escaped escape at the end of a line is text, not a continuation.
  const sign = escape === '\\' ? '\\\\' : escape;
  const continuation = new RegExp(`(?<!${sign})${sign}[ \\t]*$`);
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (at > from && (isBlank(line) || isComment(line))) continue;
    const end = line.text.search(continuation);
    logical.pieces.push({
      ...{ at: logical.text.length, offset: line.offset },
      line: line.number,
    });
    logical.text += end < 0 ? line.text : line.text.slice(0, end);
    if (end < 0) return at + 1;
  }
  return lines.length;
}

function skipHeredocs(
  lines: Line[],
  from: number,
  logical: LogicalLine,
): number {
  let at = from;
  for (const heredoc of findHeredocs(logical.text)) {
    const closes = ({ text }: Line) =>
      heredoc.name === (heredoc.tabs ? text.replace(/^\t+/, '') : text);
    const end = findFrom(lines, at, closes);
    if (end < 0) {
      // BuildKit refuses `$((1 <<2))`. To engines that know no heredocs it is arithmetic.
      if (heredoc.name.includes(')')) continue;
      logical.unclosed = heredoc.name;
      return lines.length;
    }
    logical.heredocs.push(bodyOf(heredoc, lines.slice(at, end), at + 1));
    at = end + 1;
  }
  return at;
}

function bodyOf(
  { name, tabs, isQuoted }: Heredoc,
  lines: readonly Line[],
  line: number,
): HeredocBody {
  const text = lines.map((each) => `${each.text}\n`).join('');
  return { name, tabs, isQuoted, text, line };
}

function findFrom(
  lines: Line[],
  from: number,
  wanted: (line: Line) => boolean,
): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (line !== undefined && wanted(line)) return at;
  }
  return -1;
}
