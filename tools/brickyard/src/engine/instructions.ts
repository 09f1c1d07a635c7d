/** One instruction of a Dockerfile, continuation lines joined. */
export interface Instruction {
  /** 1-based, of its first line. */
  line: number;
  /** Upper-case: `RUN`. */
  keyword: string;
  /** All of it, white space collapsed: `RUN apt-get update && …`. */
  text: string;
}

const COMMENT = /^\s*#/;
const HEREDOC = /<<-?\s*(["']?)(\w+)\1/g;

/**
 * Enough of the grammar to point at a line when a build has failed. It never
 * fails: what it cannot read is text.
 */
export function parseInstructions(dockerfile: string): Instruction[] {
  const lines = dockerfile.split(/\r?\n/);
  const continues = continuationPattern(lines);
  const instructions: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const start = at;
    const parts: string[] = [];
    let open = true;
    while (open && at < lines.length) {
      const line = lines[at++] ?? '';
      const isText = !COMMENT.test(line) && line.trim() !== '';
      if (isText) parts.push(line.replace(continues, ''));
      // Comments and blank lines do not end an instruction, nor start one.
      open = parts.length > 0 && (!isText || continues.test(line));
    }
    const text = collapse(parts.join(' '));
    at = skipHeredocs(lines, at, text);
    if (text !== '') instructions.push(toInstruction(start + 1, text));
  }
  return instructions;
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function toInstruction(line: number, text: string): Instruction {
  return { line, keyword: (text.split(' ')[0] ?? '').toUpperCase(), text };
}

/** Windows Dockerfiles say ``# escape=` `` at the top. */
function continuationPattern(lines: readonly string[]): RegExp {
  for (const line of lines) {
    if (!COMMENT.test(line)) break;
    if (/^\s*#\s*escape\s*=\s*`\s*$/i.test(line)) return /`\s*$/;
  }
  return /\\\s*$/;
}

function skipHeredocs(
  lines: readonly string[],
  start: number,
  text: string,
): number {
  if (!/^(RUN|COPY|ADD)\s/i.test(text)) return start;
  let at = start;
  for (const [, , word] of text.matchAll(HEREDOC)) {
    const end = lines.findIndex((l, i) => i >= at && l.trim() === word);
    if (end >= 0) at = end + 1;
  }
  return at;
}
