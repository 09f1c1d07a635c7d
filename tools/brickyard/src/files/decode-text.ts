/** What bytes say, or why they are no text, as words that continue the file's name. */
export type Decoded = { text: string } | { fault: string; line?: number };

const SAVE = 'save it as UTF-8';

/** UTF-8 and nothing else. A byte order mark stays. */
export function decodeText(bytes: Buffer): Decoded {
  const wide = detectWide(bytes);
  if (wide !== undefined)
    return { fault: `is ${wide}, as PowerShell's ">" writes it: ${SAVE}` };
  return decodeStrictly(bytes, 'utf-8', SAVE);
}

/** `encoding` is a label of https://encoding.spec.whatwg.org/#names-and-labels. */
export function decodeStrictly(
  bytes: Buffer,
  encoding: string,
  advice: string,
): Decoded {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    return refuseNul(decoder.decode(bytes));
  } catch {
    const { line, byte } = findBadByte(bytes, decoder);
    const shown = byte.toString(16).toUpperCase().padStart(2, '0');
    const name = encoding.toUpperCase();
    return {
      fault: `is not ${name}: there is a byte 0x${shown}: ${advice}`,
      line,
    };
  }
}

export function refuseNul(text: string): Decoded {
  const at = text.indexOf('\0');
  if (at < 0) return { text };
  const line = text.slice(0, at).split('\n').length;
  return { fault: 'has a NUL character, which no text has: take it out', line };
}

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  // UTF-16 LE starts with the same two bytes.
  ['UTF-32 LE', [0xff, 0xfe, 0, 0]],
  ['UTF-32 BE', [0, 0, 0xfe, 0xff]],
  ['UTF-16 LE', [0xff, 0xfe]],
  ['UTF-16 BE', [0xfe, 0xff]],
];

export type WideEncoding =
  'UTF-32 LE' | 'UTF-32 BE' | 'UTF-16 LE' | 'UTF-16 BE';

/**
 * An encoding with two or four bytes for each letter: by its byte order mark, or
 * by where the zeros are, since what people list is mostly ASCII.
 */
export function detectWide(bytes: Buffer): WideEncoding | undefined {
  const marked = MARKS.find(([, mark]) =>
    mark.every((byte, index) => bytes[index] === byte),
  );
  if (marked !== undefined) return marked[0] as WideEncoding;
  const zeros = [0, 0, 0, 0];
  const sample = bytes.subarray(0, 4096);
  // Every file that people write comes through here, and hardly any has a zero.
  if (!sample.includes(0)) return undefined;
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  // Of each place in four bytes: is it mostly zero?
  const places = zeros.map((count) => count > sample.length / 8);
  switch (places.map(Number).join('')) {
    case '0111':
      return 'UTF-32 LE';
    case '1110':
      return 'UTF-32 BE';
    case '0101':
      return 'UTF-16 LE';
    case '1010':
      return 'UTF-16 BE';
    default:
      return undefined;
  }
}

type Decoder = InstanceType<typeof TextDecoder>;

function findBadByte(
  bytes: Buffer,
  decoder: Decoder,
): { line: number; byte: number } {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const part = bytes.subarray(start, end);
    if (!isDecodable(part, decoder))
      return { line, byte: findFirst(part, decoder) };
    start = end;
  }
  return { line, byte: bytes.at(-1) ?? 0 };
}

/** The first byte after which no further ones make a text of it. */
function findFirst(part: Buffer, decoder: Decoder): number {
  // No letter has more than four bytes, so the last one begun is here.
  const start = Math.max(1, countBegun(part, decoder) - 3);
  for (let end = start; end <= part.length; end += 1) {
    const isBad = [0, 1, 2, 3].every(
      (more) => !isDecodable(part.subarray(0, end + more), decoder),
    );
    if (isBad) return part[end - 1] ?? 0;
  }
  return part.at(-1) ?? 0;
}

/** How many bytes begin a text, whatever comes behind them. */
function countBegun(part: Buffer, { encoding }: Decoder): number {
  let [good, bad] = [0, part.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const decoder = new TextDecoder(encoding, { fatal: true });
    if (isDecodable(part.subarray(0, middle), decoder, { stream: true }))
      good = middle;
    else bad = middle;
  }
  return good;
}

function isDecodable(
  bytes: Buffer,
  decoder: Decoder,
  options: { stream?: boolean } = {},
): boolean {
  try {
    decoder.decode(bytes, options);
    return true;
  } catch {
    return false;
  }
}
