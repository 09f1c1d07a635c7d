import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';

import type { ContextUse } from '../dockerfile/dockerfile';
import {
  comparePaths,
  type ContextEntry,
  type ContextFile,
} from './context-entry';
import { changedError, unreadableError } from './context-errors';
import {
  blockSize,
  paddingOf,
  renderTarHeader,
  type TarEntry,
} from './tar-header';

export interface PackRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  entries: readonly ContextEntry[];
  /** Folders that patterns look into are sent, too, though nothing in them matches. */
  uses?: readonly ContextUse[];
  /** Sent as `Dockerfile`, in place of the one on disk. */
  dockerfile: string;
}

/** How much is handed on at a time; small files share a chunk. */
const chunkSize = 1024 * 1024;

/**
 * The context as a tar stream: same entries, same bytes. Memory stays constant
 * however large the context is. Nothing is read before the stream is, so no
 * error can come before its listener. The stream fails with CONTEXT_CHANGED
 * or CONTEXT_UNREADABLE.
 */
export function packContext(request: PackRequest): Readable {
  return Readable.from(readPack(request), {
    objectMode: false,
    highWaterMark: chunkSize,
  });
}

function* readPack(request: PackRequest): Generator<Buffer> {
  const entries = withDockerfile(request);
  const chunks = new Chunks();
  for (const path of foldersOf(entries, request.uses)) {
    const header = { path, type: 'folder', mode: 0o755, size: 0 } as const;
    chunks.add(renderTarHeader(header));
  }
  for (const entry of entries) {
    chunks.add(renderTarHeader(describeEntry(entry)));
    if (entry.kind === 'file') {
      if (entry.content === undefined) yield* addFile(chunks, request, entry);
      else chunks.add(Buffer.from(entry.content));
      chunks.add(zeros.subarray(0, paddingOf(entry.size)));
    }
    yield* chunks.takeFull();
  }
  // A tar ends with two empty blocks.
  chunks.add(zeros);
  yield* chunks.takeAll();
}

const zeros = Buffer.alloc(2 * blockSize);

/** Collects pieces into chunks of one size. */
class Chunks {
  #full: Buffer[] = [];
  #bytes = Buffer.allocUnsafe(chunkSize);
  #used = 0;

  add(piece: Buffer): void {
    for (let from = 0; from < piece.length;) {
      const copied = piece.copy(this.#bytes, this.#used, from);
      from += copied;
      this.#advance(copied);
    }
  }

  /** Reads on in a file as far as there is room; returns how much was read. */
  read(file: number, most: number): number {
    const length = Math.min(most, chunkSize - this.#used);
    const read = readSync(file, this.#bytes, this.#used, length, null);
    this.#advance(read);
    return read;
  }

  takeFull(): Buffer[] {
    if (this.#full.length === 0) return this.#full;
    const taken = this.#full;
    this.#full = [];
    return taken;
  }

  takeAll(): Buffer[] {
    return [...this.#full, this.#bytes.subarray(0, this.#used)];
  }

  #advance(size: number): void {
    this.#used += size;
    if (this.#used < chunkSize) return;
    this.#full.push(this.#bytes);
    this.#bytes = Buffer.allocUnsafe(chunkSize);
    this.#used = 0;
  }
}

/**
 * Synchronous, since a context is many small files: they take ten times longer
 * through promises. Between two chunks other work gets its turn.
 */
function* addFile(
  chunks: Chunks,
  { folder, name }: PackRequest,
  entry: ContextFile,
): Generator<Buffer> {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw unreadableError(name, entry.path, cause);
    }
  };
  const file = attempt(() =>
    openSync(entry.from ?? join(folder, entry.path), 'r'),
  );
  try {
    for (let left = entry.size; left > 0;) {
      const read = attempt(() => chunks.read(file, left));
      if (read === 0) throw changedError(name, entry.path);
      left -= read;
      yield* chunks.takeFull();
    }
    if (!isUnchanged(fstatSync(file), entry))
      throw changedError(name, entry.path);
  } finally {
    closeSync(file);
  }
}

/** The key comes from the hashed files; the files sent must be the same. */
function isUnchanged(now: Stats, { size, mtimeMs }: ContextFile): boolean {
  return now.size === size && now.mtimeMs === mtimeMs;
}

function describeEntry(entry: ContextEntry): TarEntry {
  const { path } = entry;
  if (entry.kind === 'link')
    return { path, type: 'link', mode: 0o644, size: 0, target: entry.target };
  const mode = entry.executable ? 0o755 : 0o644;
  return { path, type: 'file', mode, size: entry.size };
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

/** Every folder above an entry or a pattern, parents first. */
function foldersOf(
  entries: readonly ContextEntry[],
  uses: readonly ContextUse[] = [],
): string[] {
  const folders = new Set<string>();
  const addAbove = (path: string) => {
    for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at))
      folders.add(at);
  };
  for (const { path } of entries) addAbove(path);
  const others = new Set(entries.map(({ path }) => path));
  for (const pattern of listPatterns(uses)) {
    const parts = pattern.split('/');
    const paths = parts.map((_, index) => parts.slice(0, index).join('/'));
    if (!paths.some((path) => others.has(path))) addAbove(pattern);
  }
  return [...folders].sort();
}

/**
 * `locks/*.txt`, each up to its first component that is a pattern. BuildKit finds
 * nothing in an empty folder, and fails where there is none; git has no empty folders.
 */
function listPatterns(uses: readonly ContextUse[]): string[] {
  return uses
    .filter(({ kind }) => kind !== 'mount')
    .flatMap(({ sources }) => sources)
    .flatMap((source) => {
      const parts = source.split('/');
      const first = parts.findIndex((part) => /[*?[\\]/.test(part));
      return first > 0 ? [parts.slice(0, first + 1).join('/')] : [];
    });
}
