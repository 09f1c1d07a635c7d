import type { Place } from '../errors';

/** From `at` on, up to the next piece, the text stands at this place. */
export interface Piece extends Place {
  at: number;
}

/**
 * A text that was put together from lines of files, and still knows them: what a
 * finding names is a line that somebody wrote. Every line of a file is a piece.
 */
export interface MappedText {
  text: string;
  /** In order; the first one at 0. */
  pieces: readonly Piece[];
}

/** All of a text at one place, however many lines it has. */
export function mapTo(text: string, place: Place): MappedText {
  return { text, pieces: [{ at: 0, ...place }] };
}

/** A whole file, or lines of one from `line` on. */
export function mapLines(text: string, { file, line = 1 }: Place): MappedText {
  const pieces: Piece[] = [{ at: 0, file, line }];
  let at = text.indexOf('\n') + 1;
  for (; at > 0; at = text.indexOf('\n', at) + 1)
    pieces.push({ at, file, line: line + pieces.length });
  return { text, pieces };
}

export function placeAt({ pieces }: MappedText, at: number): Place {
  const { file, line } = pieces[indexAt(pieces, at)] ?? { file: '' };
  return { file, line };
}

export function sliceText(
  mapped: MappedText,
  start: number,
  end = mapped.text.length,
): MappedText {
  const { text, pieces } = mapped;
  const within: Piece[] = [{ at: 0, ...placeAt(mapped, start) }];
  for (let next = indexAt(pieces, start) + 1; next < pieces.length; next += 1) {
    const piece = pieces[next];
    if (piece === undefined || piece.at >= end) break;
    within.push({ ...piece, at: piece.at - start });
  }
  return { text: text.slice(start, end), pieces: within };
}

export function joinTexts(
  texts: readonly MappedText[],
  separator = '',
): MappedText {
  const pieces: Piece[] = [];
  let at = 0;
  for (const each of texts) {
    for (const piece of each.pieces)
      pieces.push({ ...piece, at: at + piece.at });
    at += each.text.length + separator.length;
  }
  return { text: texts.map(({ text }) => text).join(separator), pieces };
}

/** Each line changed by itself, so that all stay where they are. */
export function changeLines(
  mapped: MappedText,
  change: (line: string) => string,
): MappedText {
  const { pieces } = mapped;
  const lines = pieces.map(({ at }, index) => {
    const line = sliceText(mapped, at, pieces[index + 1]?.at);
    return { ...line, text: change(line.text) };
  });
  return joinTexts(lines);
}

/** The last piece that starts at or before `at`. */
function indexAt(pieces: readonly Piece[], at: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
