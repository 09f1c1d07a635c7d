import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { type Extract, extract } from 'tar-stream';

import { BrickyardError } from '../../errors';

/** Bytes of one archive: what a build hands over is text, and kept in memory. */
const most = 64 * 1024 * 1024;

/** The texts of the files in a tar archive, by path. Rejects ENGINE_FAILED for one of more than 64 MiB. */
export async function readArchive(
  tar: Readable,
): Promise<ReadonlyMap<string, string>> {
  const entries = extract();
  const [files] = await Promise.all([
    readTexts(entries),
    pipeline(tar, limitBytes, entries),
  ]);
  return files;
}

async function readTexts(entries: Extract): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const entry of entries) {
    const { name, type } = entry.header;
    if (type === 'file') files.set(posix.normalize(name), await text(entry));
    else entry.resume();
  }
  return files;
}

async function* limitBytes(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most)
      throw new BrickyardError(
        'ENGINE_FAILED',
        `the build hands over more than ${most / 1024 / 1024} MiB of files`,
      );
    yield piece;
  }
}
