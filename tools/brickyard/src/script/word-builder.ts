import type { Place } from '../errors';
import { type MappedText, type Piece, placeAt } from './mapped-text';
import type { ShellWord } from './shell-command';

/** Each word of a value is written so: the start says enough. */
const LONGEST_WRITTEN = 200;

interface OpenWord {
  text: string;
  written: string;
  pieces: Piece[];
}

/** Puts words together from pieces of a script; blanks of an unquoted value end one. */
export class WordBuilder {
  private readonly source: MappedText;
  private readonly done: ShellWord[] = [];
  private open?: OpenWord;

  constructor(source: MappedText) {
    this.source = source;
  }

  /** Text that stands at `at` as it is, or with backslashes before some signs. */
  addLiteral(value: string, raw: string, at: number): void {
    this.openWord().written += value;
    let start = 0;
    for (const [end, read] of listBreaks(value, raw)) {
      this.addPiece(value.slice(start, end), placeAt(this.source, at + read));
      start = end;
    }
  }

  /** A value that is written as `written`. */
  addValue(value: string, whole: string, at: number, isQuoted: boolean): void {
    const place = placeAt(this.source, at);
    const written = whole.slice(0, LONGEST_WRITTEN);
    if (isQuoted) {
      this.openWord().written += written;
      this.addPiece(value, place);
      return;
    }
    for (const piece of value.split(/([ \t\n]+)/)) {
      if (/^[ \t\n]/.test(piece)) this.close();
      else if (piece !== '') {
        this.openWord().written += written;
        this.addPiece(piece, place);
      }
    }
  }

  /** Whole words, as `"$@"` has them. */
  addWords(words: readonly ShellWord[]): void {
    for (const [index, word] of words.entries()) {
      if (index > 0) this.close();
      const open = this.openWord();
      open.pieces.push(
        ...word.pieces.map((piece) => ({
          ...piece,
          at: open.text.length + piece.at,
        })),
      );
      open.text += word.text;
      open.written += word.written;
    }
  }

  /** Quotes make a word even of nothing. */
  addNothing(at: number): void {
    this.openWord();
    this.addPiece('', placeAt(this.source, at));
  }

  finish(): ShellWord[] {
    this.close();
    return this.done;
  }

  private openWord(): OpenWord {
    this.open ??= { text: '', written: '', pieces: [] };
    return this.open;
  }

  private addPiece(text: string, place: Place): void {
    const word = this.openWord();
    word.pieces.push({ at: word.text.length, ...place });
    word.text += text;
  }

  private close(): void {
    if (this.open !== undefined) this.done.push(this.open);
    this.open = undefined;
  }
}

/** Where the lines of a literal end, and where in `raw` each of them starts. */
function listBreaks(value: string, raw: string): [end: number, read: number][] {
  const breaks: [number, number][] = [];
  let [at, start] = [0, 0];
  for (let index = 0; index < value.length; index += 1) {
    const before = at;
    while (raw.startsWith('\\\n', at)) at += 2;
    const isNew = at > before || value.charAt(index - 1) === '\n';
    if (isNew && index > 0) breaks.push([index, start]);
    if (isNew) start = at;
    const sign = value.charAt(index);
    if (raw.charAt(at) === '\\' && raw.charAt(at + 1) === sign) at += 1;
    at += 1;
  }
  return [...breaks, [value.length, start]];
}
