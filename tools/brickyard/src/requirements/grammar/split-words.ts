/**
 * Words as a shell has them: quotes hold blanks together, `\` takes the next
 * character as it is. `undefined` when a quote is open at the end.
 * https://docs.python.org/3/library/shlex.html#parsing-rules
 */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  const piece =
    /([ \t\r\n]+)|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+)/y;
  let open: string | undefined;
  while (piece.lastIndex < text.length) {
    const found = piece.exec(text);
    if (found === null) return undefined;
    const [, gap, single, double, escaped, plain] = found;
    if (gap === undefined) {
      open = `${open ?? ''}${single ?? unescape(double) ?? escaped ?? plain ?? ''}`;
    } else if (open !== undefined) {
      words.push(open);
      open = undefined;
    }
  }
  return open === undefined ? words : [...words, open];
}

/** Between double quotes, `\` matters before itself and a quote alone. */
function unescape(text: string | undefined): string | undefined {
  return text?.replace(/\\(["\\])/g, '$1');
}
