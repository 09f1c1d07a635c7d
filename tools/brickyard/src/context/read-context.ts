import { createHash, type Hash } from 'node:crypto';
import {
  createReadStream,
  type Dirent,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join, posix, sep } from 'node:path';

import type { ContextUse } from '../dockerfile/dockerfile';
import { type Problem, problemsError } from '../errors';
import {
  comparePaths,
  type ContextEntry,
  type ContextFile,
} from './context-entry';
import {
  PATTERN_HINT,
  patternProblem,
  unreadableError,
} from './context-errors';
import { linkTargets } from './follow-links';
import { type IgnoreFile, parseIgnoreRules } from './ignore-rules';
import {
  literalPattern,
  parsePathPattern,
  type PathPattern,
  patternBeyond,
  selectsPath,
} from './path-pattern';
import { walkFolder } from './walk-folder';

export interface ContextRequest {
  /** The flavour's folder, absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  uses: readonly ContextUse[];
  /** The `.dockerignore` that applies, if there is one. */
  ignore?: IgnoreFile;
  /** Files the build adds by itself; they win over files on disk. */
  added?: readonly { path: string; content: string }[];
  /** Nobody keeps the image, so `COPY .` may take them, too. */
  isThrownAway?: boolean;
  /** By path: what another context of the folder has read already. It learns what this one reads. */
  known?: Map<string, ContextEntry>;
}

/** Above this size a file is hashed as a stream, to keep memory flat. */
const streamAbove = 1024 * 1024;
/** Linux gives up on a path after this many links; a circle has no end. */
const mostHops = 40;

/**
 * The files that COPY, ADD and bind mounts can reach, sorted by path.
 * Folders that nothing reaches are not even listed. An empty folder is left
 * out, as git would. Rejects CONTEXT_UNREADABLE, CONTEXT_INVALID.
 */
export async function readContext(
  request: ContextRequest,
): Promise<ContextEntry[]> {
  const rules = parseIgnoreRules(request.ignore);
  const { known = new Map<string, ContextEntry>() } = request;
  const found = new Map<string, ContextEntry>();
  const sources = sourcePatterns(request);
  const named = sourcePatterns({ ...request, uses: usesOfAdded(request) });
  const followed = new Set<string>();
  const list = (at: string) => listFolder(request, at);
  let patterns = sources;
  for (let hop = 0; patterns.length > 0 && hop < mostHops; hop++) {
    for (const { path, entry } of walkFolder({ list, rules, patterns })) {
      if (found.has(path)) continue;
      if (!patterns.some((each) => isWanted(each, path, entry))) continue;
      const read = known.get(path) ?? (await readEntry(request, path, entry));
      if (read === undefined) continue;
      known.set(path, read);
      found.set(path, read);
    }
    patterns = linkTargets(found, patterns, followed);
  }
  for (const file of addedFiles(request, named)) found.set(file.path, file);
  return [...found.values()].sort(comparePaths);
}

/** A link on the way to a source is needed as much as the source. */
function isWanted(pattern: PathPattern, path: string, entry: Dirent): boolean {
  return (
    selectsPath(pattern, path) ||
    (entry.isSymbolicLink() && patternBeyond(pattern, path) !== undefined)
  );
}

function listFolder(request: ContextRequest, folder: string): Dirent[] {
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
  else await hashStream(absolute, hash);
  return `sha256:${hash.digest('hex')}`;
}

async function hashStream(absolute: string, hash: Hash): Promise<void> {
  // Pieces of the default size take twice the CPU.
  const content = createReadStream(absolute, { highWaterMark: streamAbove });
  for await (const piece of content) hash.update(piece as Buffer);
}

/** COPY and ADD take globs; a mount's source is literal. */
function sourcePatterns({ uses, name }: ContextRequest): PathPattern[] {
  const file = posix.join(name, 'Dockerfile');
  const problems: Problem[] = [];
  const patterns = uses.flatMap(({ kind, sources, line }) =>
    sources.flatMap((source) => {
      if (kind === 'mount') return literalPattern(source);
      const pattern = parsePathPattern(source);
      if (pattern === undefined)
        problems.push(patternProblem({ file, line }, source));
      return pattern ?? [];
    }),
  );
  if (problems.length > 0)
    throw problemsError('CONTEXT_INVALID', problems, PATTERN_HINT);
  return patterns;
}

/** A file that its author never saw is no part of `COPY . /app`. A mount leaves nothing behind. */
function usesOfAdded({ uses, added = [], isThrownAway }: ContextRequest) {
  if (isThrownAway) return uses;
  const folders = added.map(({ path }) => path.split('/')[0] ?? path);
  // `.brickyard*/…` is for builds by hand, where there is no such folder.
  const isNamed = (source: string) =>
    folders.some((folder) => source.startsWith(folder));
  return uses.map((use) =>
    use.kind === 'mount'
      ? use
      : { ...use, sources: use.sources.filter(isNamed) },
  );
}

function addedFiles(
  { added = [] }: ContextRequest,
  patterns: readonly PathPattern[],
): ContextFile[] {
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
