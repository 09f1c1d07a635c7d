/**
 * The first lines of a Markdown text, with `notice` at the end: at most `limit`
 * characters. It never ends inside a folded section or a code block.
 */
export function shortenMarkdown(
  text: string,
  limit: number,
  notice: string,
): string {
  if (text.length <= limit) return text;
  const end = `\n\n${notice}\n`;
  let depth = 0;
  let isCode = false;
  let length = 0;
  let safe = 0;
  for (const line of text.split('\n')) {
    length += line.length + 1;
    if (length > limit - end.length) break;
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    depth += count(line, /<details\b/g) - count(line, /<\/details>/g);
    if (depth <= 0 && !isCode) safe = length;
  }
  return `${text.slice(0, safe).trimEnd()}${end}`.trimStart();
}

function count(line: string, pattern: RegExp): number {
  return [...line.matchAll(pattern)].length;
}
