import type { SyntaxDirective } from './parsed-dockerfile';
import type { Line } from './split-lines';

export interface Directives {
  escape: string;
  syntax?: SyntaxDirective;
  faults: { line: number; message: string }[];
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*?)\s*$/;

/**
 * The `# key=value` lines at the very top. Engines differ on whether an unknown
 * key ends them; to go on is the safe choice, since no `# syntax` is missed.
 */
export function parseDirectives(lines: readonly Line[]): Directives {
  const directives: Directives = { escape: '\\', faults: [] };
  const seen = new Set<string>();
  for (const line of lines) {
    const [, key, value] = DIRECTIVE.exec(line.text) ?? [];
    if (key === undefined || value === undefined) break;
    const fault = readDirective(directives, line, key.toLowerCase(), value);
    const repeated = seen.has(key.toLowerCase())
      ? `"# ${key.toLowerCase()}" is given twice`
      : undefined;
    const message = repeated ?? fault;
    if (message) directives.faults.push({ line: line.number, message });
    seen.add(key.toLowerCase());
  }
  return directives;
}

function readDirective(
  directives: Directives,
  line: Line,
  key: string,
  value: string,
): string | undefined {
  if (key === 'syntax') {
    directives.syntax = parseSyntax(line, value);
  } else if (key === 'escape') {
    if (value !== '\\' && value !== '`') {
      return `"# escape=${value}" must be \\ or a backtick`;
    }
    directives.escape = value;
  }
  return undefined;
}

/** Only the first word names the image; the rest is for the frontend. */
function parseSyntax(line: Line, value: string): SyntaxDirective {
  const [image = ''] = value.split(/\s/);
  const at = line.text.indexOf(image, line.text.indexOf('=') + 1);
  const start = line.offset + at;
  return {
    text: image,
    range: [start, start + image.length],
    line: line.number,
  };
}
