import { createHash } from 'node:crypto';

import type { KeyPart } from './key-part';

/** sha256 in hex over the parts; their order does not matter, names and values do. */
export function computeKey(parts: readonly KeyPart[]): string {
  const pairs = parts.map(({ name, value }) => [name, value] as const);
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256').update(JSON.stringify(pairs)).digest('hex');
}

/** The immutable tag that names an image by its content. */
export function keyTag(key: string): string {
  return `k-${key.slice(0, 40)}`;
}
