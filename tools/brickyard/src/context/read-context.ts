import { createHash } from 'node:crypto';
import {
  createReadStream,
  type Dirent,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join, posix, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { ContextUse } from '../dockerfile/dockerfile';
import {
  comparePaths,
  type ContextEntry,
  type ContextFile,
} from './context-entry';
import { unreadableError } from './context-errors';
import { type IgnoreRules, parseIgnoreRules } from './ignore-rules';
import {
  literalPattern,
  parsePathPattern,
  type PathPattern,
  reachesInto,
  selectsPath,
} from './path-pattern';

export interface ContextRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  uses: readonly ContextUse[];
  /** Text of the `.dockerignore` that applies, if there is one. */
  ignore?: string;
  /** Files the build adds by itself; they win over files on disk. */
  added?: readonly { path: string; content: string }[];
}

/** Above this size a file is hashed as a stream, to keep memory flat. */
const streamAbove = 1024 * 1024;

/**
 * The files that COPY, ADD and bind mounts can reach, sorted by path.
 * Folders that nothing reaches are not even listed. An empty folder is left
 * out, as git would. Rejects CONTEXT_UNREADABLE.
 */
export async function readContext(
  request: ContextRequest,
): Promise<ContextEntry[]> {
  const rules = parseIgnoreRules(request.ignore);
  const found = new Map<string, ContextEntry>();
  const followed = new Set<string>();
  let patterns = sourcePatterns(request.uses);
  while (patterns.length > 0) {
    await walk({ request, rules, patterns, found }, '');
    patterns = linkTargets(found, followed);
  }
  for (const file of addedFiles(request)) found.set(file.path, file);
  return [...found.values()].sort(comparePaths);
}

interface Walk {
  request: ContextRequest;
  rules: IgnoreRules;
  patterns: readonly PathPattern[];
  found: Map<string, ContextEntry>;
}

async function walk(context: Walk, folder: string): Promise<void> {
  const { request, rules, patterns, found } = context;
  for (const entry of list(request, folder)) {
    const path = posix.join(folder, entry.name);
    const ignored = rules.ignores(path);
    if (entry.isDirectory()) {
      const enter = patterns.some((p) => reachesInto(p, path));
      if (enter && !(ignored && rules.prunable)) await walk(context, path);
    } else if (
      !ignored &&
      !found.has(path) &&
      patterns.some((p) => selectsPath(p, path))
    ) {
      const read = await readEntry(request, path, entry);
      if (read !== undefined) found.set(path, read);
    }
  }
}

function list(request: ContextRequest, folder: string): Dirent[] {
  try {
    return readdirSync(join(request.folder, folder), { withFileTypes: true });
  } catch (error) {
    throw unreadableError(request.name, folder, error);
  }
}

/** Sockets, pipes and devices are not content: no builder sends them. */
async function readEntry(
  request: ContextRequest,
  path: string,
  entry: Dirent,
): Promise<ContextEntry | undefined> {
  const absolute = join(request.folder, path);
  try {
    if (entry.isSymbolicLink()) {
      const target = readlinkSync(absolute).split(sep).join('/');
      return { kind: 'link', path, target };
    }
    if (!entry.isFile()) return undefined;
    const { mode, size, mtimeMs } = lstatSync(absolute);
    const executable = (mode & 0o111) !== 0;
    const digest = await hashFile(absolute, size);
    return { kind: 'file', path, executable, size, digest, mtimeMs };
  } catch (error) {
    throw unreadableError(request.name, path, error);
  }
}

async function hashFile(absolute: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  // Reading small files at once is many times faster than a stream for each.
  if (size <= streamAbove) hash.update(readFileSync(absolute));
  else await pipeline(createReadStream(absolute), hash);
  return `sha256:${hash.digest('hex')}`;
}

function sourcePatterns(uses: readonly ContextUse[]): PathPattern[] {
  return [...new Set(uses.flatMap((use) => use.sources))].map(parsePathPattern);
}

/** COPY follows a link that it is given, so what it points at must be sent too. */
function linkTargets(
  found: ReadonlyMap<string, ContextEntry>,
  followed: Set<string>,
): PathPattern[] {
  const targets = [...found.values()].flatMap(
    (entry) => linkTarget(entry) ?? [],
  );
  const fresh = targets.filter((target) => !followed.has(target));
  for (const target of fresh) followed.add(target);
  return fresh.map(literalPattern);
}

/** Where a link leads inside the context; an absolute one starts at its root. */
function linkTarget(entry: ContextEntry): string | undefined {
  if (entry.kind !== 'link') return undefined;
  const folder = entry.target.startsWith('/') ? '' : posix.dirname(entry.path);
  const target = posix.join(folder, entry.target).replace(/^\/|\/$/g, '');
  return target.startsWith('..') ? undefined : target;
}

function addedFiles({ added = [], uses }: ContextRequest): ContextFile[] {
  const patterns = sourcePatterns(uses);
  return added
    .filter(({ path }) => patterns.some((p) => selectsPath(p, path)))
    .map(({ path, content }) => ({
      kind: 'file',
      path,
      content,
      executable: false,
      size: Buffer.byteLength(content),
      digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    }));
}
