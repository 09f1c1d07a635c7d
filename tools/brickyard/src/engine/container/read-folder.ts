import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { extract } from 'tar-stream';

import { type Daemon, openAnswer } from '../connection/dial';
import type { FolderRequest } from '../engine';
import { engineError, isNotFound } from '../engine-errors';
import { tooLargeError } from './container-errors';
import { createContainer, removeContainer } from './container-life';

/** Bytes of all files in a folder together, unless the request says more. */
export const MAX_FOLDER_BYTES = 64 * 1024 * 1024;

/** Bytes that an archive has for each entry, so that millions of empty files end, too. */
const HEADER = 512;

/**
 * The files in one folder of an image, by their path in it. The container that
 * the engine needs for it is never started: that takes a third of the time.
 */
export async function readFolder(
  daemon: Daemon,
  request: FolderRequest,
): Promise<Map<string, string>> {
  const name = `brickyard-${randomUUID()}`;
  const { image, signal } = request;
  try {
    // An engine refuses a container without a command, and this one runs none.
    await createContainer(daemon, {
      name,
      config: { Image: image, Cmd: ['-'] },
    });
    return await readArchive(daemon, name, request);
  } catch (error) {
    throw engineError(signal?.aborted ? signal.reason : error, daemon.address);
  } finally {
    await removeContainer(daemon, name).catch(() => undefined);
  }
}

async function readArchive(
  { modem }: Daemon,
  name: string,
  request: FolderRequest,
): Promise<Map<string, string>> {
  const { folder, signal } = request;
  const path = `/containers/${name}/archive`;
  const query = { path: folder };
  try {
    const ask = { method: 'GET', path, query, signal } as const;
    const answer = await openAnswer(modem, ask);
    try {
      return await readFiles(answer, request);
    } finally {
      answer.destroy();
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return new Map();
  }
}

/** Links and devices are left out: what is asked for are files of the image's own. */
async function readFiles(
  archive: Readable,
  request: FolderRequest,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  let left = request.maxBytes ?? MAX_FOLDER_BYTES;
  for await (const entry of archive.pipe(extract())) {
    const { name, type, size = 0 } = entry.header;
    left -= size + HEADER;
    if (left < 0) throw tooLargeError(request, MAX_FOLDER_BYTES);
    // The engine puts the folder's own name before each path.
    const file = posix.relative(posix.basename(request.folder), name);
    if (type === 'file') files.set(file, await text(entry));
    else entry.resume();
  }
  return files;
}
