import { parsePattern, replaceMatch, trimMatch } from './match-pattern';

/** A text, and the variables that had no value while it was made. */
export interface Value {
  text: string;
  missing: readonly string[];
  /** Why it cannot be read at all. */
  fault?: string;
  /** Why a step that sets a variable to it fails: the `${name:?why}` in it. */
  refusal?: string;
}

export type Lookup = (name: string) => Value | undefined;

/** A variable, a number, or one of the shell's own: `$@`. */
const NAME = /\p{Nd}+|[\p{L}_][\p{L}\p{Nd}_]*|[@*#?\-$!]/uy;
const MODIFIER = /\}|:?[-+?]|##?|%%?|\/\/?/y;
/** Names that only a shell gives values to: here they are empty. */
const SPECIAL = /^[\p{Nd}@*#?\-$!]*$/u;

/** How far a word has been read. */
interface Reader {
  readonly text: string;
  readonly escape: string;
  readonly lookup: Lookup;
  at: number;
  /** How many `${` are open. */
  depth: number;
  missing: string[];
  fault?: string;
  refusal?: string;
}

/** Linux passes no longer value to a step (MAX_ARG_STRLEN): here it ends values that double. */
const LONGEST = 128 * 1024;
const DEEPEST = 100;

/** Which escapes stay in the text: a pattern reads them once more. */
type Keep = 'none' | 'escapes' | 'pattern';

/**
 * A word with quotes removed and variables replaced, by BuildKit's rules:
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandWord(
  text: string,
  escape: string,
  lookup: Lookup,
): Value {
  const reader: Reader = {
    ...{ text, escape, lookup },
    ...{ at: 0, depth: 0, missing: [] },
  };
  const expanded = readUntil(reader, '');
  const missing = [...new Set(reader.missing)];
  const { fault, refusal } = reader;
  return { text: expanded, missing, fault, refusal };
}

/** For words whose form matters, not their text. */
export const anyValue: Lookup = () => ({ text: 'x', missing: [] });

/**
 * Where the piece ends that starts at `at`: a variable, a quoted text, an
 * escaped sign or any other sign. `undefined` for one that cannot be read.
 */
export function endOfUnit(
  text: string,
  at: number,
  escape: string,
): number | undefined {
  const sign = text.charAt(at);
  // Nearly every sign: a long text is read by them, one after another.
  if (!`$'"${escape}`.includes(sign)) return at + 1;
  const lookup = anyValue;
  const reader: Reader = {
    ...{ text, escape, lookup },
    ...{ at: at + 1, depth: 0, missing: [] },
  };
  readUnit(reader, sign, 'none');
  return reader.fault === undefined
    ? Math.min(reader.at, text.length)
    : undefined;
}

/** Reads past `stop`; without one, to the end. */
function readUntil(reader: Reader, stop: string, keep: Keep = 'none'): string {
  let out = '';
  while (reader.at < reader.text.length) {
    const sign = reader.text.charAt(reader.at);
    reader.at += 1;
    if (sign === stop) return out;
    out += readUnit(reader, sign, keep);
    if (out.length > LONGEST)
      return fail(reader, `a value is longer than ${LONGEST} characters`);
  }
  return stop === '' ? out : fail(reader, `"${stop}" is missing`);
}

/** What `sign`, which has been read, starts. */
function readUnit(reader: Reader, sign: string, keep: Keep): string {
  if (sign === '$') return readVariable(reader);
  if (sign === "'") return readSingleQuoted(reader, keep);
  if (sign === '"') return readDoubleQuoted(reader, keep);
  if (sign !== reader.escape) return sign;
  return (keep === 'none' ? '' : sign) + next(reader);
}

function next(reader: Reader): string {
  reader.at += 1;
  return reader.text.charAt(reader.at - 1);
}

function fail(reader: Reader, fault: string): string {
  reader.fault ??= fault;
  reader.at = reader.text.length;
  return '';
}

function readSingleQuoted(reader: Reader, keep: Keep): string {
  const end = reader.text.indexOf("'", reader.at);
  if (end < 0) return fail(reader, "the closing ' is missing");
  const quoted = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  const { escape } = reader;
  return keep === 'pattern'
    ? quoted.replaceAll(escape, escape + escape)
    : quoted;
}

function readDoubleQuoted(reader: Reader, keep: Keep): string {
  let out = '';
  while (reader.at < reader.text.length) {
    const sign = next(reader);
    if (sign === '"') return out;
    if (sign === '$') out += readVariable(reader);
    else if (sign !== reader.escape) out += sign;
    else if (keep !== 'none')
      out += sign + (isEscapable(reader) ? next(reader) : sign);
    else out += isEscapable(reader) ? next(reader) : sign;
  }
  return fail(reader, 'the closing " is missing');
}

function isEscapable({ text, at, escape }: Reader): boolean {
  return ['"', '$', escape].includes(text.charAt(at));
}

function readVariable(reader: Reader): string {
  const isBraced = reader.text.charAt(reader.at) === '{';
  if (isBraced) reader.at += 1;
  if (isBraced && /[{}:]/.test(reader.text.charAt(reader.at)))
    return notVariable(reader, '');
  const name = readMatch(reader, NAME);
  if (!isBraced) return name === '' ? '$' : valueOf(reader, name);
  if (reader.depth >= DEEPEST)
    return fail(reader, `more than ${DEEPEST} variables in each other`);
  reader.depth += 1;
  const text = readBraced(reader, name);
  reader.depth -= 1;
  return text;
}

function readMatch(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const [text = ''] = pattern.exec(reader.text) ?? [];
  reader.at += text.length;
  return text;
}

function valueOf(reader: Reader, name: string): string {
  const value = reader.lookup(name);
  if (value?.fault !== undefined) return fail(reader, value.fault);
  const own = SPECIAL.test(name) ? [] : [name];
  reader.missing.push(...(value?.missing ?? own));
  return value?.text ?? '';
}

function notVariable(reader: Reader, name: string): string {
  const rest = reader.text.slice(reader.at);
  return fail(reader, `"\${${name}${rest}" is not a variable`);
}

function readBraced(reader: Reader, name: string): string {
  const modifier = readMatch(reader, MODIFIER);
  if (modifier === '') return notVariable(reader, name);
  if (modifier === '}') return valueOf(reader, name);
  if (/[-+?]/.test(modifier)) return readFallback(reader, name, modifier);
  return readPattern(reader, name, modifier);
}

function readFallback(reader: Reader, name: string, modifier: string): string {
  const outer = reader.missing;
  reader.missing = [];
  const word = readUntil(reader, '}');
  const inner = reader.missing;
  reader.missing = outer;

  const value = reader.lookup(name);
  const isSet = modifier.startsWith(':') ? !!value?.text : value !== undefined;
  const usesWord = modifier.endsWith('+') ? isSet : !isSet;
  if (!usesWord) return modifier.endsWith('+') ? '' : valueOf(reader, name);
  if (!modifier.endsWith('?')) {
    reader.missing.push(...inner);
    return word;
  }
  reader.missing.push(name);
  reader.refusal ??= `${name} has no value${word === '' ? '' : `: ${word}`}`;
  return '';
}

function readPattern(reader: Reader, name: string, modifier: string): string {
  const stop = modifier.startsWith('/') ? '/' : '}';
  const written = readUntil(reader, stop, 'pattern');
  const replacement = stop === '/' ? readUntil(reader, '}', 'escapes') : '';
  const value = valueOf(reader, name);
  if (reader.fault !== undefined) return '';
  const pattern = parsePattern(written);
  if (pattern === undefined)
    return fail(
      reader,
      `"${written}" is not a pattern: a \\ stands before *, ? or \\`,
    );
  const isDouble = modifier.length > 1;
  if (stop === '/') return replaceMatch(value, pattern, replacement, isDouble);
  const side = modifier.startsWith('#') ? '#' : '%';
  return trimMatch(value, pattern, { side, longest: isDouble });
}
