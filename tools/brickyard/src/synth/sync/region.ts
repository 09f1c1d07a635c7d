/** The part of a text between two marks, each of which is a line. */
export interface Region {
  before: string;
  /** Both marks and what is between them, with the last line end. */
  text: string;
  after: string;
  isEmpty: boolean;
}

const start = /^<!-- flavours\b.*-->\n/m;
export const regionEnd = '<!-- /flavours -->\n';

/** `undefined` where a mark is missing. */
export function findRegion(text: string): Region | undefined {
  const match = start.exec(text);
  if (match === null) return undefined;
  const to = text.indexOf(regionEnd, match.index);
  if (to < 0) return undefined;
  return {
    before: text.slice(0, match.index),
    text: text.slice(match.index, to + regionEnd.length),
    after: text.slice(to + regionEnd.length),
    isEmpty: text.slice(match.index + match[0].length, to).trim() === '',
  };
}
