import type { Range } from './parsed-dockerfile';

/** A text that replaces `range`; an empty range is a place to insert it. */
export interface Replacement {
  range: Range;
  text: string;
}

/** The text with pieces replaced, and every other byte as it was. */
export function rewriteDockerfile(
  text: string,
  replacements: readonly Replacement[],
): string {
  let rewritten = '';
  let copied = 0;
  for (const { range, text: piece } of replacements.toSorted(byStart)) {
    const [start, end] = range;
    if (start < copied || end < start || end > text.length) {
      throw new Error(`cannot replace [${start}, ${end}) by ${piece}`);
    }
    rewritten += text.slice(copied, start) + piece;
    copied = end;
  }
  return rewritten + text.slice(copied);
}

function byStart(a: Replacement, b: Replacement): number {
  return a.range[0] - b.range[0];
}
