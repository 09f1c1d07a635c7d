import { lstatSync } from 'node:fs';

import { BrickyardError, type ErrorCode, problemsError } from '../errors';
import { decodeList } from './decode-list';
import { decodeText } from './decode-text';
import { type Attempt, tryListFolder, tryReadFile } from './try-read';

/** How a file is named, and what to throw where it cannot be read. */
export interface FileRequest {
  /** For messages: `packages/python/Dockerfile`. */
  name: string;
  code: ErrorCode;
  hint?: string;
  /** Decodes as pip does, so that other encodings than UTF-8 are read, too. */
  isPythonList?: boolean;
}

/** The text of a file. Throws the request's code, with the line for what is not UTF-8. */
export function readTextFile(path: string, request: FileRequest): string {
  const bytes = readBytes(path, request);
  const decoded = request.isPythonList ? decodeList(bytes) : decodeText(bytes);
  if ('text' in decoded) return decoded.text;
  const { fault, line } = decoded;
  const { name: file, code, hint } = request;
  const problem = { place: { file, line }, message: fault };
  throw problemsError(code, [problem], hint);
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
