import { createReadStream, lstatSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Headers, type Pack, pack as createPack } from 'tar-fs';

import {
  comparePaths,
  type ContextEntry,
  type ContextFile,
} from './context-entry';
import { changedError, unreadableError } from './context-errors';

export interface PackRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  entries: readonly ContextEntry[];
  /** Sent as `Dockerfile`, in place of the one on disk. */
  dockerfile: string;
}

/** 1980-01-01: the earliest time that a zip file, so a Python wheel, can hold. */
const fixedTime = new Date(315532800000);
/** Above this size a file is piped; below, one read is many times faster. */
const pipeAbove = 1024 * 1024;
/** How much is handed to the stream before waiting for its reader, in bytes. */
const flushEvery = 1024 * 1024;

/**
 * The context as a tar stream: same entries, same bytes. Memory stays constant
 * however large the context is. Nothing is read before the stream is, so no
 * error can come before somebody listens. The stream fails with CONTEXT_CHANGED
 * or CONTEXT_UNREADABLE.
 */
export function packContext(request: PackRequest): Readable {
  return Readable.from(readPack(request), {
    objectMode: false,
    highWaterMark: flushEvery,
  });
}

async function* readPack(request: PackRequest): AsyncGenerator<Uint8Array> {
  let failure: Promise<unknown> = Promise.resolve();
  const pack = createPack(request.folder, {
    entries: [],
    finalize: false,
    finish: (started) => {
      failure = writeEntries(started, request).then(
        () => started.finalize(),
        (error: Error) => {
          started.destroy(error);
          return error;
        },
      );
    },
  });
  try {
    for await (const chunk of pack) yield chunk as Uint8Array;
  } catch (error) {
    // The stream knows only what it met itself: ENOENT, a size that is wrong.
    throw (await failure) ?? error;
  }
}

async function writeEntries(pack: Pack, request: PackRequest): Promise<void> {
  const entries = withDockerfile(request);
  let unflushed = 0;
  for (const folder of foldersOf(entries)) {
    pack.entry({ ...fixed(folder), type: 'directory', mode: 0o755 });
  }
  for (const entry of entries) {
    if (entry.kind === 'link') {
      pack.entry({
        ...fixed(entry.path),
        type: 'symlink',
        linkname: entry.target,
      });
      continue;
    }
    unflushed += entry.size;
    const flush = unflushed > flushEvery;
    if (flush) unflushed = 0;
    await writeFile(pack, request, entry, flush);
  }
}

async function writeFile(
  pack: Pack,
  request: PackRequest,
  entry: ContextFile,
  flush: boolean,
): Promise<void> {
  const header: Headers = {
    ...fixed(entry.path),
    type: 'file',
    size: entry.size,
    mode: entry.executable ? 0o755 : 0o644,
  };
  if (entry.content === undefined && entry.size > pipeAbove) {
    await pipeFile(pack, request, entry, header);
    return;
  }
  const bytes =
    entry.content === undefined
      ? readWhole(request, entry)
      : Buffer.from(entry.content);
  if (!flush) {
    pack.entry(header, bytes);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    pack.entry(header, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function pipeFile(
  pack: Pack,
  { folder, name }: PackRequest,
  entry: ContextFile,
  header: Headers,
): Promise<void> {
  const source = createReadStream(join(folder, entry.path), {
    highWaterMark: flushEvery,
  });
  let cause: unknown;
  source.once('error', (error) => (cause = error));
  await pipeline(source, pack.entry(header)).catch(() => {
    // Of its own the tar stream fails only when the size is not as announced.
    throw cause === undefined
      ? changedError(name, entry.path)
      : unreadableError(name, entry.path, cause);
  });
  if (!isUnchanged(join(folder, entry.path), entry))
    throw changedError(name, entry.path);
}

/** Synchronous: many small files take ten times longer through promises. */
function readWhole({ folder, name }: PackRequest, entry: ContextFile): Buffer {
  const absolute = join(folder, entry.path);
  try {
    const bytes = readFileSync(absolute);
    if (bytes.length === entry.size && isUnchanged(absolute, entry))
      return bytes;
  } catch (cause) {
    throw unreadableError(name, entry.path, cause);
  }
  throw changedError(name, entry.path);
}

/** The key was made of what was hashed; what is sent must be the same. */
function isUnchanged(absolute: string, entry: ContextFile): boolean {
  const now = lstatSync(absolute, { throwIfNoEntry: false });
  return now?.size === entry.size && now.mtimeMs === entry.mtimeMs;
}

function withDockerfile({ entries, dockerfile }: PackRequest): ContextEntry[] {
  const sent: ContextFile = {
    kind: 'file',
    path: 'Dockerfile',
    content: dockerfile,
    executable: false,
    size: Buffer.byteLength(dockerfile),
    digest: '',
  };
  return [...entries.filter(({ path }) => path !== sent.path), sent].sort(
    comparePaths,
  );
}

/** Every folder above an entry, parents first. */
function foldersOf(entries: readonly ContextEntry[]): string[] {
  const folders = new Set<string>();
  for (const { path } of entries) {
    for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at))
      folders.add(at);
  }
  return [...folders].sort();
}

function fixed(name: string): Pick<Headers, 'name' | 'mtime' | 'uid' | 'gid'> {
  return { name, mtime: fixedTime, uid: 0, gid: 0 };
}
