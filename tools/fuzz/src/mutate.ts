import type { Random } from '../../brickyard-e2e/src/random';
import type { Target } from './target';

/** Bytes. What people write is shorter, and what takes long shows here. */
export const LONGEST = 65_536;

/** What texts are made of. */
export interface Stock {
  seeds: readonly string[];
  tokens: readonly string[];
}

export function openStock({ listSeeds, tokens }: Target): Stock {
  return { seeds: listSeeds(), tokens };
}

/** An input: something known, with changes. The same `random` makes the same. */
export function makeInput(random: Random, stock: Stock): Buffer {
  let text = drawStart(random, stock);
  for (let left = random.below(random.pick([2, 5, 5, 20])); left >= 0; left--)
    text = random.pick(changes)(text, random, stock).slice(0, LONGEST);
  if (random.below(4) === 0) text = plant(text, random);
  const bytes = Buffer.from(text).subarray(0, LONGEST);
  return random.below(6) === 0 ? changeBytes(bytes, random) : bytes;
}

/** What no message may show: see `plant`. */
export const PLANTED = 'hunter2-planted-5f1c';
export const PLANTED_URL = `https://ann:${PLANTED}@h.test/x`;

function drawStart(random: Random, { seeds, tokens }: Stock): string {
  const seed = () => random.pick(seeds) ?? '';
  switch (random.below(8)) {
    case 0:
      return seed() + random.pick(['', '\n', ' ']) + seed();
    case 1:
      return random.join(tokens, 40);
    case 2:
      return fill(random, tokens);
    default:
      return seed();
  }
}

/** As long as may be, of one to three things, which is what takes long. */
function fill(random: Random, tokens: readonly string[]): string {
  const unit = random.join([...tokens, ...odd], 4) || 'a';
  const [start, end] = [random.join(tokens, 4), random.join(tokens, 3)];
  const room = LONGEST - start.length - end.length;
  return start + unit.repeat(Math.max(0, room / unit.length)) + end;
}

const odd = [
  ...['\0', '\ufeff', '\r', '\r\n', '\n', '\t', ' ', '\v', '\f', '\u0085'],
  ...['\u2028', '\u00a0', '\ud800', '\udc00', 'é', '\u0130', 'ſ', '\u212a'],
  ...['\u{1F600}', 'e\u0301', '\u202e', '\u001b[31m', '\u0007', '\\', '"', "'"],
  ...['`', '$', '%', '*', '?', '#', ';', ':', '/', '..', '-', '--', '=', '@'],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '|', '&', '!', '~', '^', ','],
  ...['0', '-1', '99999999999999999999', '1e999', '__proto__', 'constructor'],
];

type Change = (text: string, random: Random, stock: Stock) => string;

const changes: readonly Change[] = [
  (text, random, { tokens }) => put(text, random, random.pick(tokens) ?? ''),
  (text, random, { tokens }) => replace(text, random, random.pick(tokens)),
  (text, random) => put(text, random, random.pick(odd)),
  (text, random) => replace(text, random, random.pick(odd)),
  (text, random) => replace(text, random, ''),
  (text, random) => put(text, random, part(text, random)),
  (text, random, { seeds }) =>
    put(text, random, part(random.pick(seeds) ?? '', random)),
  (text, random) => {
    const at = random.below(text.length);
    const code = text.charCodeAt(at) ^ (1 << random.below(7));
    return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
  },
  (text, random) => put(text, random, repeat(part(text, random), random)),
  (text, random, { tokens }) =>
    put(text, random, repeat(random.pick([...tokens, ...odd]), random)),
  (text, random) => nest(text, random),
  (text, random) =>
    text.replaceAll('\n', random.pick(['\r\n', '\r', '\u2028'])),
  (text, random) => changeLines(text, random),
  (text, random) =>
    random.pick([text.toUpperCase(), text.toLowerCase(), text.trim()]),
];

function put(text: string, random: Random, piece: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

function replace(text: string, random: Random, piece = ''): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.pick([2, 10, text.length + 1]));
  return text.slice(0, at) + piece + text.slice(at + length);
}

function part(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + 1 + random.below(random.pick([2, 20, 200])));
}

function repeat(piece: string, random: Random): string {
  const most = random.pick([3, 20, 1000, 20_000]);
  const room = Math.floor(LONGEST / Math.max(1, piece.length));
  return piece.repeat(1 + random.below(Math.min(most, room)));
}

function nest(text: string, random: Random): string {
  const [open, close] = random.pick(brackets);
  const depth = 1 + random.below(random.pick([10, 1000, 20_000]));
  const core = random.pick(['', 'a', part(text, random)]);
  const piece = open.repeat(depth) + core + close.repeat(depth);
  return put(text, random, piece);
}

const brackets = [
  ...(['()', '[]', '{}', '<>'] as const).map((pair) => [...pair] as const),
  ...([
    ['{"a":', '}'],
    ['- ', ''],
    ['${a:-', '}'],
    ['$(', ')'],
    ['"', '"'],
    ['(a or ', ')'],
  ] as const),
] as [string, string][];

function changeLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const [line = ''] = lines.splice(at, 1);
  const copies = random.pick([0, 1, 2, 100]);
  const to = random.below(lines.length + 1);
  lines.splice(to, 0, ...Array.from({ length: copies }, () => line));
  return lines.join('\n');
}

/** A password where every reader can see that it is one, behind all changes. */
function plant(text: string, random: Random): string {
  return put(text, random, ` ${PLANTED_URL} `);
}

function changeBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(4)) {
    case 0:
      return before;
    case 1:
      return Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le');
    case 2:
      return Buffer.concat([before, after.subarray(1)]);
    default: {
      const drawn = Array.from({ length: 1 + random.below(4) }, () =>
        random.below(256),
      );
      return Buffer.concat([before, Buffer.from(drawn), after]);
    }
  }
}
