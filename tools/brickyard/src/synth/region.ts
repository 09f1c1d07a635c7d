/** A part of a text between two marks that are lines of their own. */
export interface Region {
  before: string;
  /** Both marks and what is between them, with the last line's end. */
  text: string;
  after: string;
  isEmpty: boolean;
}

const start = /^<!-- flavours\b.*-->\n/m;
export const regionEnd = '<!-- /flavours -->\n';

/** Nothing when either mark is missing. */
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
