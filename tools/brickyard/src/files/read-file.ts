import { lstatSync } from 'node:fs';

import { BrickyardError, type ErrorCode } from '../errors';
import { type Attempt, tryListFolder, tryReadFile } from './try-read';

/** How a file is named, and what to throw where it cannot be read. */
export interface FileRequest {
  /** For messages: `packages/python/Dockerfile`. */
  name: string;
  code: ErrorCode;
  hint?: string;
}

/** The text of a file, as UTF-8. Throws the request's code. */
export function readTextFile(path: string, request: FileRequest): string {
  return readBytes(path, request).toString('utf8');
}

/** The same; `undefined` where there is nothing of that name. */
export function findTextFile(
  path: string,
  request: FileRequest,
): string | undefined {
  return isThere(path) ? readTextFile(path, request) : undefined;
}

/** The content of a file. Throws the request's code. */
export function readBytes(path: string, request: FileRequest): Buffer {
  return unwrap(tryReadFile(path), request);
}

/** The names in a folder, sorted. Throws the request's code. */
export function listFolder(path: string, request: FileRequest): string[] {
  return unwrap(tryListFolder(path), request);
}

/** The same; nothing where there is nothing of that name. */
export function listAnyFolder(path: string, request: FileRequest): string[] {
  return isThere(path) ? listFolder(path, request) : [];
}

/**
 * Whether something has this name. A link that leads nowhere counts: its author
 * meant something by it.
 */
function isThere(path: string): boolean {
  try {
    return lstatSync(path) !== undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Reading it tells of anything else.
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}

function unwrap<T>(attempt: Attempt<T>, { name, code, hint }: FileRequest): T {
  if ('value' in attempt) return attempt.value;
  const { fault, cause } = attempt;
  throw new BrickyardError(code, `${name}: ${fault}`, { hint, cause });
}
