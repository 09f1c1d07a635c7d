import { createHash } from 'node:crypto';

import type { KeyPart } from './key-part';

/**
 * Labels travel to the engine in a query string, which ends at 1 MiB; 4,000
 * compressed parts stay well below. Beyond that, files are named by folder.
 */
const mostParts = 4000;
/** The folder name for files that are not in a folder. */
const rootFolder = 'context:./';

/** With too many files, a label names only their folders: enough to find a change. */
export function foldParts(
  parts: readonly KeyPart[],
  most = mostParts,
): readonly KeyPart[] {
  if (parts.length <= most) return parts;
  const kept = parts.filter((part) => !isFile(part) || isFolded(part));
  const folders = new Map<string, KeyPart[]>();
  for (const part of parts) {
    if (!isFile(part) || isFolded(part)) continue;
    const folder = folderOf(part.name);
    const files = folders.get(folder) ?? [];
    files.push(part);
    folders.set(folder, files);
  }
  return [...kept, ...[...folders].map(foldedPart)];
}

/** Both as files, or both by folder: otherwise they cannot be compared. */
export function foldAlike(
  before: readonly KeyPart[],
  after: readonly KeyPart[],
): [readonly KeyPart[], readonly KeyPart[]] {
  const lists = [before, after].map((parts) => foldParts(parts));
  const most = lists.some((parts) => parts.some(isFolded)) ? 0 : mostParts;
  return [foldParts(before, most), foldParts(after, most)];
}

function isFile({ name }: KeyPart): boolean {
  return name.startsWith('context:');
}

/** No file's path ends in a slash. */
function isFolded(part: KeyPart): boolean {
  return isFile(part) && part.name.endsWith('/');
}

function folderOf(name: string): string {
  const end = name.indexOf('/');
  return end < 0 ? rootFolder : name.slice(0, end + 1);
}

function foldedPart([name, files]: [string, KeyPart[]]): KeyPart {
  const lines = files.map((file) => `${file.name} ${file.value}`);
  const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
  return { name, value: `${files.length} files ${digest}` };
}
