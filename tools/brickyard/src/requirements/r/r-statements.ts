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
  const lines = script.replace(/^\ufeff/, '').split(/\r?\n/);
  const statements: Statement[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const end = findEnd(lines, index);
    const text = lines
      .slice(index, end + 1)
      .map(withoutComment)
      .join('\n');
    statements.push({ text, line: index + 1, end: end + 1 });
    index = end;
  }
  return statements;
}

function withoutComment(line: string): string {
  return line.replace(/^\s*#.*$/, '');
}

function findEnd(lines: readonly string[], start: number): number {
  const first = withoutComment(lines[start] ?? '');
  const tag = /<<-?\s*(['"]?)(\w+)\1/.exec(first)?.[2];
  if (tag !== undefined) {
    const at = lines.findIndex(
      (line, index) => index > start && line.trim() === tag,
    );
    return at < 0 ? lines.length - 1 : at;
  }
  for (let end = start; end < lines.length; end += 1) {
    const text = lines
      .slice(start, end + 1)
      .map(withoutComment)
      .join('\n');
    if (!isOpen(text)) return end;
  }
  // A quote that nothing closes is a mistake on its own line.
  return start;
}

/** Whether more has to follow. */
function isOpen(text: string): boolean {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\' && quote !== "'") at += 1;
    else if (quote !== '') quote = letter === quote ? '' : quote;
    else if (/["'`]/.test(letter)) quote = letter;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
  }
  return quote !== '' || depth > 0 || /\\$/.test(text);
}
