/** One command of a script, with all of its lines. */
export interface Statement {
  text: string;
  /** 1-based, the first and the last. */
  line: number;
  end: number;
}

/**
 * A script's commands: a line, and those that an open quote or parenthesis, a `\`
 * or a here-document adds to it. Comments are left out. It is meant for R code,
 * too, so it is no shell's own grammar.
 */
export function splitStatements(script: string): Statement[] {
  const lines = script
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map(withoutComment);
  const statements: Statement[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const end = findEnd(lines, index);
    const text = lines.slice(index, end + 1).join('\n');
    statements.push({ text, line: index + 1, end: end + 1 });
    index = end;
  }
  return statements;
}

function withoutComment(line: string): string {
  return line.replace(/^\s*#.*$/, '');
}

function findEnd(lines: readonly string[], start: number): number {
  const tag = /<<-?\s*(['"]?)(\w+)\1/.exec(lines[start] ?? '')?.[2];
  if (tag !== undefined) return findTag(lines, start + 1, tag);
  const state: Openness = { quote: '', depth: 0 };
  const last = Math.min(lines.length, start + LONGEST);
  for (let end = start; end < last; end += 1) {
    const line = lines[end] ?? '';
    if (!staysOpen(end < lines.length - 1 ? `${line}\n` : line, state))
      return end;
  }
  // A quote that nothing closes is a mistake on its own line.
  return start;
}

/** Lines. No command has more, and each line may seem to open one. */
const LONGEST = 250;

function findTag(lines: readonly string[], from: number, tag: string): number {
  for (let at = from; at < lines.length; at += 1)
    if (lines[at]?.trim() === tag) return at;
  return lines.length - 1;
}

/** What is open after the lines that were read. */
interface Openness {
  quote: string;
  depth: number;
}

/** Reads one more line with its end; whether another has to follow. */
function staysOpen(text: string, state: Openness): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const { quote } = state;
    if (letter === '\\' && quote !== "'") at += 1;
    else if (quote !== '') state.quote = letter === quote ? '' : quote;
    else if (/["'`]/.test(letter)) state.quote = letter;
    else if (letter === '(') state.depth += 1;
    else if (letter === ')') state.depth -= 1;
  }
  return state.quote !== '' || state.depth > 0 || /\\\n?$/.test(text);
}
