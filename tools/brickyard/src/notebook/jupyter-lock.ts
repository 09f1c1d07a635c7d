import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Python that the lock is for: `lock-jupyter.cjs`. */
export const OLDEST_PYTHON = '3.10';

/** What is in the volume. */
export interface JupyterLock {
  /** For pip: each package with the hashes of its files. */
  text: string;
  /** Of JupyterLab. */
  version: string;
  /** Eight hexadecimal digits, other ones for another list. */
  digest: string;
}

export function readJupyterLock(): JupyterLock {
  const text = readFileSync(join(__dirname, 'jupyter.txt'), 'utf8');
  const version = /^jupyterlab==([^ ]+)/m.exec(text)?.[1] ?? '';
  return { text, version, digest: shortDigest(text) };
}

export function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
