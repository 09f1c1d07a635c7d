import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { extract } from 'tar-stream';

import { type Daemon, openAnswer } from '../connection/dial';
import type { FolderRequest } from '../engine';
import { engineError, isNotFound } from '../engine-errors';
import { createContainer, removeContainer } from './container-life';

/**
 * The files in one folder of an image, by their path in it. The container that
 * the engine needs for it is never started: that takes a third of the time.
 */
export async function readFolder(
  daemon: Daemon,
  { image, folder, signal }: FolderRequest,
): Promise<Map<string, string>> {
  const name = `brickyard-${randomUUID()}`;
  try {
    // An engine refuses a container without a command, and this one runs none.
    await createContainer(daemon, {
      name,
      config: { Image: image, Cmd: ['-'] },
    });
    return await readArchive(daemon, { name, folder, signal });
  } catch (error) {
    throw engineError(signal?.aborted ? signal.reason : error, daemon.address);
  } finally {
    await removeContainer(daemon, name).catch(() => undefined);
  }
}

async function readArchive(
  { modem }: Daemon,
  {
    name,
    folder,
    signal,
  }: { name: string; folder: string; signal?: AbortSignal },
): Promise<Map<string, string>> {
  const path = `/containers/${name}/archive`;
  const files = new Map<string, string>();
  try {
    const query = { path: folder };
    const answer = await openAnswer(modem, {
      method: 'GET',
      path,
      query,
      signal,
    });
    for await (const entry of Readable.from(answer).pipe(extract())) {
      const { name: at, type } = entry.header;
      // The engine puts the folder's own name before each path.
      const file = posix.relative(posix.basename(folder), at);
      if (type === 'file') files.set(file, await text(entry));
      else entry.resume();
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return files;
}
