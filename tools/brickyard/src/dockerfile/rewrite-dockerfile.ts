import type { ImageUse } from './dockerfile';

/** A name to put in place of the one that stands at `range`. */
export type Replacement = Pick<ImageUse, 'range' | 'image'>;

/** The text with names replaced, and every other byte as it was. */
export function rewriteDockerfile(
  text: string,
  replacements: readonly Replacement[],
): string {
  let rewritten = '';
  let copied = 0;
  for (const { range, image } of replacements.toSorted(byStart)) {
    const [start, end] = range;
    if (start < copied || end < start || end > text.length) {
      throw new Error(`cannot replace [${start}, ${end}) by ${image}`);
    }
    rewritten += text.slice(copied, start) + image;
    copied = end;
  }
  return rewritten + text.slice(copied);
}

function byStart(a: Replacement, b: Replacement): number {
  return a.range[0] - b.range[0];
}
