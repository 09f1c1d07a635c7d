import { createHash } from 'node:crypto';

/** A file of a starter, or of its copy in a workspace. */
export interface StarterFile {
  bytes: Buffer;
  isExecutable: boolean;
}

/** By path in the flavour's folder: `bin/apt-install`. */
export type StarterFiles = ReadonlyMap<string, StarterFile>;

/** Made of other files, so never merged: `nx lock` writes it anew. */
export function isLockPath(path: string): boolean {
  return path.startsWith('locks/');
}

/** `sha256:<64 hex>` */
export function digestContent(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The text that bytes are, if writing it gives the same bytes again. */
export function findText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && Buffer.from(text).equals(bytes);
  return isText ? text : undefined;
}
