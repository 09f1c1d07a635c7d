/** One package that a list names, and where it is written. */
export interface ListEntry {
  /** As they are compared. Several where a variable has another value on each runtime line. */
  names: readonly string[];
  /** As it is written, without the comment that may follow: `pandas~=2.2`. */
  text: string;
  /** Offsets of that in the list. */
  start: number;
  end: number;
  /** Lines that it is on, 1-based. */
  line: number;
  lastLine: number;
  /** Lines of the whole command that it is a word of; its own where it is alone. */
  command: { line: number; lastLine: number };
}

/** A line without its end: offsets. */
export interface TextLine {
  start: number;
  end: number;
  /** With its end. */
  next: number;
}

/** A list of packages as people write it, without a byte order mark. */
export interface ListText<Entry extends ListEntry = ListEntry> {
  text: string;
  lines: readonly TextLine[];
  /** In the order of the text. */
  entries: readonly Entry[];
  /** What stands before names on a line of their own: `install-r-packages `, or nothing. */
  call: string;
}

export function findLines(text: string, ending = /\r?\n/): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(new RegExp(ending, 'g'))) {
    lines.push({ start, end: index, next: index + sign.length });
    start = index + sign.length;
  }
  // What follows the last end of a line is a line if there is anything.
  return start < text.length
    ? [...lines, { start, end: text.length, next: text.length }]
    : lines;
}

/** How the lines of a text end. */
export function endingOf({ text, lines }: ListText): string {
  const [first] = lines;
  return (first && text.slice(first.end, first.next)) || '\n';
}

/** The text of a line, 1-based. */
export function lineOf({ text, lines }: ListText, line: number): string {
  const found = lines[line - 1];
  return found === undefined ? '' : text.slice(found.start, found.end);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

export function isComment(text: string): boolean {
  return text.trimStart().startsWith('#');
}
