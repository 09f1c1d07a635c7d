import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { Decompress } from 'fzstd';

type Bytes = AsyncIterable<Uint8Array>;

/** Enough to tell a tar by: its mark is at 257. */
const HEAD = 262;
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/**
 * The tar in a blob of a saved image, decompressed; `undefined`, and all of it
 * read, where the blob is no layer. An engine with containerd's store saves
 * layers as registries have them: with gzip, seldom with zstd.
 */
export async function openLayer(blob: Bytes): Promise<Bytes | undefined> {
  const rest = blob[Symbol.asyncIterator]();
  const head = await readHead(rest);
  const whole = chain(head, rest);
  if (startsWith(head, GZIP)) return unpackGzip(whole);
  if (startsWith(head, ZSTD)) return unpackZstd(whole);
  if (head.toString('latin1', 257, HEAD) === 'ustar') return whole;
  for await (const chunk of whole) void chunk;
  return undefined;
}

async function readHead(rest: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < HEAD;) {
    const next = await rest.next();
    if (next.done) break;
    size += next.value.length;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

async function* chain(head: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  yield head;
  for (;;) {
    const next = await rest.next();
    if (next.done) return;
    yield next.value;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function unpackGzip(chunks: Bytes): Bytes {
  const unpacked = createGunzip();
  const source = Readable.from(chunks);
  source.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  return unpacked;
}

/** Node 20 has no zstd of its own. */
async function* unpackZstd(chunks: Bytes): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const unpack = new Decompress((chunk) => ready.push(chunk));
  for await (const chunk of chunks) {
    unpack.push(chunk);
    yield* ready;
    ready = [];
  }
  unpack.push(new Uint8Array(), true);
  yield* ready;
}
