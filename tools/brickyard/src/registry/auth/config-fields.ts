import { BrickyardError } from '../../errors';

/** An object of Docker's configuration, of which nothing is known yet. */
export type ConfigFields = Readonly<Record<string, unknown>>;

/**
 * The first JSON value of a text: Docker reads no further. A text of blanks is
 * `null`. Throws CREDENTIALS_INVALID.
 */
export function parseFirstValue(text: string, path: string): unknown {
  const content = text.trim();
  try {
    return content === '' ? null : JSON.parse(firstValue(content));
  } catch {
    // Not as cause: V8 quotes the text, and the text holds passwords.
    throw invalidConfig(path, 'is not valid JSON');
  }
}

function firstValue(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '"') at = endOfString(text, at);
    else if ('{['.includes(char)) depth++;
    else if ('}]'.includes(char) && --depth === 0) return text.slice(0, at + 1);
  }
  return text;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** The fields of an object, none of `null`; `where` names it in a message. */
export function asFields(
  value: unknown,
  path: string,
  where: string,
): ConfigFields {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value))
    return value as ConfigFields;
  throw invalidConfig(path, `${where} is not an object`);
}

/** A text, `''` of `null`. */
export function asText(value: unknown, path: string, where: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  throw invalidConfig(path, `${where} is not a text`);
}

/** Go takes `Auths` for `auths`. The last one that says something counts. */
export function findField(fields: ConfigFields, field: string): unknown {
  const wanted = field.toLowerCase();
  return Object.entries(fields).findLast(
    ([name, value]) => value !== null && name.toLowerCase() === wanted,
  )?.[1];
}

/** `path` is what a user knows the configuration by. */
export function invalidConfig(path: string, what: string): BrickyardError {
  return new BrickyardError('CREDENTIALS_INVALID', `${path}: ${what}`, {
    hint: 'repair it, or remove it and run `docker login` again',
  });
}
