/** A word in a text, `[start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** At ASCII's white space, and nothing else: how FROM, COPY and ADD are read. */
export function splitPlain(text: string, from: number): Span[] {
  return [...text.slice(from).matchAll(/[^\t\v\f\r ]+/g)].map((match) => {
    const start = from + match.index;
    return { start, end: start + match[0].length };
  });
}

/** Where the word that starts at `from` ends; it has at least one sign. */
export function endOfPlain(text: string, from: number): number {
  const word = /[^\t\v\f\r ]*/y;
  word.lastIndex = from + 1;
  return from + 1 + (word.exec(text)?.[0].length ?? 0);
}

/** At white space outside quotes: how ENV, ARG and flags are read. */
export function splitQuoted(
  text: string,
  from: number,
  escape: string,
): Span[] {
  const spans: Span[] = [];
  let at = skipBlanks(text, from);
  while (at < text.length) {
    const end = endOfWord(text, at, escape);
    spans.push({ start: at, end });
    at = skipBlanks(text, end);
  }
  return spans;
}

export function skipBlanks(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

/** Where the word that starts at `from` ends, quotes and escapes respected. */
export function endOfWord(text: string, from: number, escape: string): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === escape && quote !== "'") at += 1;
    else if (sign === quote) quote = '';
    else if (quote === '' && /["']/.test(sign)) quote = sign;
    else if (quote === '' && /\s/.test(sign)) return at;
  }
  return text.length;
}
