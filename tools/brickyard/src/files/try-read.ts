import {
  readdirSync,
  readFileSync,
  readlinkSync,
  type Stats,
  statSync,
} from 'node:fs';

/** What was read, or why nothing was, as words that continue the file's name. */
export type Attempt<T> = { value: T } | { fault: string; cause?: unknown };

/** The content of a file. */
export function tryReadFile(path: string): Attempt<Buffer> {
  return attempt<Buffer>(path, (found) =>
    isReadable(path, found)
      ? { value: readFileSync(path) }
      : { fault: `is a ${kindOf(found)}, not a file` },
  );
}

/** The names in a folder, sorted. */
export function tryListFolder(path: string): Attempt<string[]> {
  return attempt<string[]>(path, (found) =>
    found.isDirectory()
      ? { value: readdirSync(path).sort() }
      : { fault: `is a ${kindOf(found)}, not a folder` },
  );
}

function attempt<T>(
  path: string,
  read: (found: Stats) => Attempt<T>,
): Attempt<T> {
  try {
    return read(statSync(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return { fault: explainCode(code, path), cause };
  }
}

/**
 * Reading a pipe waits until somebody writes to it, which may be never. One in
 * `/dev` comes from a shell's `<(command)`, and its writer is there.
 */
function isReadable(path: string, found: Stats): boolean {
  return found.isFile() || (path.startsWith('/dev/') && !found.isDirectory());
}

function kindOf(found: Stats): string {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  return found.isSocket() ? 'socket' : 'device';
}

function explainCode(code: string | undefined, path: string): string {
  switch (code) {
    case 'ENOENT':
      return explainAbsence(path);
    case 'ENOTDIR':
      return 'does not exist: a part of its path is a file, not a folder';
    case 'ELOOP':
      return 'is a link that leads back to itself';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied';
    default:
      return `cannot be read (${code})`;
  }
}

function explainAbsence(path: string): string {
  try {
    return `is a link to ${readlinkSync(path)}, which does not exist`;
  } catch {
    return 'does not exist';
  }
}
