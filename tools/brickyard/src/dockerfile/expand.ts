import { replaceMatch, trimMatch } from './match-pattern';

/** A text, and the variables that had no value while it was made. */
export interface Value {
  text: string;
  missing: readonly string[];
}

export interface Expansion extends Value {
  /** Why the word cannot be read at all. */
  fault?: string;
}

export type Lookup = (name: string) => Value | undefined;

/** How far a word has been read. */
interface Reader {
  readonly text: string;
  readonly escape: string;
  readonly lookup: Lookup;
  at: number;
  missing: string[];
  fault?: string;
}

/**
 * A word with quotes removed and variables replaced, by BuildKit's rules:
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandWord(
  text: string,
  escape: string,
  lookup: Lookup,
): Expansion {
  const reader: Reader = { text, escape, lookup, at: 0, missing: [] };
  const expanded = readUntil(reader, '');
  const missing = [...new Set(reader.missing)];
  return { text: expanded, missing, fault: reader.fault };
}

/** Reads past `stop`; without one, to the end. */
function readUntil(reader: Reader, stop: string, keepEscapes = false): string {
  let out = '';
  while (reader.at < reader.text.length) {
    const sign = reader.text.charAt(reader.at);
    reader.at += 1;
    if (sign === stop) return out;
    if (sign === '$') out += readVariable(reader);
    else if (sign === "'") out += readSingleQuoted(reader);
    else if (sign === '"') out += readDoubleQuoted(reader);
    else if (sign !== reader.escape) out += sign;
    else out += (keepEscapes ? sign : '') + next(reader);
  }
  return stop === '' ? out : fail(reader, `"${stop}" is missing`);
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

function readSingleQuoted(reader: Reader): string {
  const end = reader.text.indexOf("'", reader.at);
  if (end < 0) return fail(reader, "the closing ' is missing");
  const quoted = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  return quoted;
}

function readDoubleQuoted(reader: Reader): string {
  let out = '';
  while (reader.at < reader.text.length) {
    const sign = next(reader);
    if (sign === '"') return out;
    if (sign === '$') out += readVariable(reader);
    else if (sign === reader.escape && isEscapable(reader)) out += next(reader);
    else out += sign;
  }
  return fail(reader, 'the closing " is missing');
}

function isEscapable({ text, at, escape }: Reader): boolean {
  return ['"', '$', escape].includes(text.charAt(at));
}

function readVariable(reader: Reader): string {
  const isBraced = reader.text.charAt(reader.at) === '{';
  if (isBraced) reader.at += 1;
  const [name = ''] = /^(?:\d+|\w+)?/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += name.length;
  if (isBraced) return readBraced(reader, name);
  return name === '' ? '$' : valueOf(reader, name);
}

function valueOf(reader: Reader, name: string): string {
  const value = reader.lookup(name);
  reader.missing.push(...(value?.missing ?? [name]));
  return value?.text ?? '';
}

function readBraced(reader: Reader, name: string): string {
  const rest = reader.text.slice(reader.at);
  const [modifier] = /^(?:\}|:?[-+?]|##?|%%?|\/\/?)/.exec(rest) ?? [];
  if (name === '' || modifier === undefined) {
    return fail(reader, `"\${${name}${rest}" is not a variable`);
  }
  reader.at += modifier.length;
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
  return '';
}

function readPattern(reader: Reader, name: string, modifier: string): string {
  if (modifier.startsWith('/')) {
    const pattern = readUntil(reader, '/', true);
    const replacement = readUntil(reader, '}', true);
    const every = modifier === '//';
    return replaceMatch(valueOf(reader, name), pattern, replacement, every);
  }
  const pattern = readUntil(reader, '}', true);
  const side = modifier.startsWith('#') ? '#' : '%';
  const longest = modifier.length > 1;
  return trimMatch(valueOf(reader, name), pattern, { side, longest });
}
