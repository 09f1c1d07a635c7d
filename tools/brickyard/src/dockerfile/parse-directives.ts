import type { SyntaxDirective } from './parsed-dockerfile';
import type { Line } from './split-lines';

export interface Directives {
  escape: string;
  syntax?: SyntaxDirective;
  faults: { line: number; message: string }[];
}

interface Directive {
  key: string;
  value: string;
  line: Line;
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/;
/** Any other key ends the directives. */
const KEYS = ['check', 'escape', 'syntax'];

/** The `# key=value` lines at the very top. */
export function parseDirectives(lines: readonly Line[]): Directives {
  const directives = takeDirectives(lines, ({ text }) => text.trim());
  const escape = directives.find(({ key }) => key === 'escape');
  const faults = directives.flatMap((directive, index) => {
    const earlier = directives.slice(0, index);
    const message = checkDirective(directive, earlier);
    return message ? [{ line: directive.line.number, message }] : [];
  });
  const isKnown = escape !== undefined && /^[\\`]$/.test(escape.value);
  return {
    escape: isKnown ? escape.value : '\\',
    syntax: findSyntax(lines),
    faults,
  };
}

/** Whoever picks the image that reads the file skips a `#!` line, and takes no indent. */
function findSyntax(lines: readonly Line[]): SyntaxDirective | undefined {
  const hasShebang = lines[0]?.text.startsWith('#!') ?? false;
  const rest = hasShebang ? lines.slice(1) : lines;
  const found = takeDirectives(rest, ({ text }) => text.trimEnd());
  const syntax = found.find(({ key }) => key === 'syntax');
  return syntax && parseSyntax(syntax);
}

function takeDirectives(
  lines: readonly Line[],
  readText: (line: Line) => string,
): Directive[] {
  const found: Directive[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = DIRECTIVE.exec(readText(line)) ?? [];
    const key = name.toLowerCase();
    if (!KEYS.includes(key)) break;
    found.push({ key, value, line });
  }
  return found;
}

function checkDirective(
  { key, value }: Directive,
  earlier: readonly Directive[],
): string | undefined {
  if (earlier.some((each) => each.key === key))
    return `"# ${key}" is given twice`;
  return key === 'escape' && !/^[\\`]$/.test(value)
    ? `"# escape=${value}" must be \\ or a backtick`
    : undefined;
}

/** Only the first word names the image; the rest is for the frontend. */
function parseSyntax({ value, line }: Directive): SyntaxDirective {
  const [image = ''] = value.split(' ');
  const at = line.text.indexOf(image, line.text.indexOf('=') + 1);
  const start = line.offset + at;
  return {
    text: image,
    range: [start, start + image.length],
    line: line.number,
  };
}
