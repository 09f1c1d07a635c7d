/**
 * What Markdown makes of a text, apart from words: bars of tables, elements,
 * links, mentions, and beginnings of lines.
 */
export function skeletonOf(text: string): string[] {
  const [kept, blocks] = takeFences(text);
  return kept
    .split('\n')
    .map((line) =>
      line
        .replace(/<code>.*?<\/code>/g, 'CODE')
        // Markdown is not read in an element that begins a block, nor in a target.
        .replace(/(<summary>)[^<]*(<\/summary>)/g, '$1$2')
        .replace(/\]\([^()\s|]*\)/g, ']()')
        .replace(/&(?:#\d+|\w+);/g, '¤')
        .replace(/\\[!-/:-@[-`{-~]/g, '¤')
        .replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, 'CODE'),
    )
    .map((line) =>
      (
        line.match(
          /^\s*(?:#+ |[-+*] |\d+[.)] |>|=+$|~~~|```)|\||<[^>]*>|!?\[|\]\(|[*_~`]|[@#!](?=\w)|https?:\/\/|www\.\w/g,
        ) ?? []
      ).join(''),
    )
    .filter((line) => line !== '')
    .concat(blocks);
}

/** A fence ends with a line of at least as many ticks. */
function takeFences(text: string): [string, string[]] {
  const kept: string[] = [];
  const blocks: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [, mark] = /^\s*(`{3,})/.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (
      fence !== undefined &&
      mark !== undefined &&
      mark.length >= fence.length &&
      line.trim() === mark
    ) {
      blocks.push('block');
      fence = undefined;
    } else if (fence === undefined) kept.push(line);
  }
  return [kept.join('\n'), fence === undefined ? blocks : [...blocks, 'open']];
}
