import { GrammarFault } from './text-scanner';

const ESCAPE =
  /\\(?:(?<plain>[\\'"abfnrtv])|(?<octal>[0-7]{1,3})|x(?<two>[\da-fA-F]{2})|u(?<four>[\da-fA-F]{4})|U(?<eight>[\da-fA-F]{8})|(?<bad>$|[xuUN]))/g;

const PLAIN: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * What a quoted text of a marker stands for, as Python reads a literal. Unknown
 * escapes stay: https://docs.python.org/3/reference/lexical_analysis.html
 */
export function readPythonString(quoted: string): string {
  if (quoted.includes('\0')) throw new GrammarFault('there is a NUL in it');
  const inner = quoted.slice(1, -1);
  return inner.replace(ESCAPE, (escape: string, ...rest: unknown[]) =>
    decode(escape, rest.at(-1) as Record<string, string | undefined>),
  );
}

function decode(
  escape: string,
  { plain, octal, two, four, eight, bad }: Record<string, string | undefined>,
): string {
  if (bad !== undefined)
    throw new GrammarFault(`${escape} is no escape of Python`);
  if (plain !== undefined) return PLAIN[plain] ?? plain;
  if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
  const code = parseInt(two ?? four ?? eight ?? '', 16);
  if (code > 0x10ffff) throw new GrammarFault(`${escape} is no character`);
  return String.fromCodePoint(code);
}
