import { type LogicalLine, rangeOf } from './join-lines';
import type { Mount, MountKey } from './parsed-dockerfile';

const KEYS: Readonly<Record<string, MountKey>> = {
  type: 'type',
  from: 'from',
  source: 'source',
  src: 'source',
  target: 'target',
  dst: 'target',
  destination: 'target',
  id: 'id',
};

/** A character of a value, and where it is in the line. */
interface Sign {
  text: string;
  at: number;
}

/** `type=bind,from=img,target=/x`; keys that read nothing are skipped. */
export function parseMount(
  logical: LogicalLine,
  [from, to]: readonly [from: number, to: number],
  escape: string,
): Mount {
  const mount: Mount = {};
  const signs = removeQuotes(logical.text.slice(0, to), from, escape);
  for (const field of splitFields(signs)) {
    const equals = field.findIndex(({ text }) => text === '=');
    const key = KEYS[textOf(field.slice(0, Math.max(equals, 0))).toLowerCase()];
    const value = field.slice(equals + 1);
    const [first] = value;
    const last = value.at(-1);
    if (key === undefined || first === undefined || last === undefined)
      continue;
    const range = rangeOf(logical, first.at, last.at + 1);
    mount[key] = { text: textOf(value), range };
  }
  return mount;
}

/** Quotes group a flag for Docker's own reader and are not part of it. */
function removeQuotes(text: string, from: number, escape: string): Sign[] {
  const signs: Sign[] = [];
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === escape) {
      at += 1;
      signs.push({ text: text.charAt(at), at });
    } else if (sign === quote) quote = '';
    else if (quote === '' && /["']/.test(sign)) quote = sign;
    else signs.push({ text: sign, at });
  }
  return signs;
}

/** At commas, as CSV: a field in quotes may have some of its own. */
function splitFields(signs: readonly Sign[]): Sign[][] {
  const fields: Sign[][] = [[]];
  let isQuoted = false;
  for (const sign of signs) {
    const field = fields.at(-1);
    const isQuote = sign.text === '"';
    if (isQuote && (isQuoted || field?.length === 0)) isQuoted = !isQuoted;
    else if (sign.text === ',' && !isQuoted) fields.push([]);
    else field?.push(sign);
  }
  return fields;
}

function textOf(signs: readonly Sign[]): string {
  return signs.map(({ text }) => text).join('');
}
