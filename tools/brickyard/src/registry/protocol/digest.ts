import { createHash } from 'node:crypto';

import { shorten } from '../../shorten';
import { RegistryError } from '../errors';

/** `sha256:…` of some bytes. */
export function digestOf(bytes: Uint8Array, algorithm = 'sha256'): string {
  const hash = createHash(algorithm).update(bytes).digest('hex');
  return `${algorithm}:${hash}`;
}

export function isDigest(text: string | null): text is string {
  return (
    text !== null && /^(sha256:[\da-f]{64}|sha512:[\da-f]{128})$/.test(text)
  );
}

/** Rejects bytes that do not match `digest`: damaged, or not trusted. */
export function checkDigest(
  bytes: Uint8Array,
  digest: string,
  what: string,
): void {
  assertDigest(digest, what);
  const actual = digestOf(bytes, digest.slice(0, digest.indexOf(':')));
  if (actual === digest) return;
  throw new RegistryError(
    'REGISTRY_FAILED',
    `${what}: expected ${digest}, received bytes of ${actual}`,
    { hint: 'the content was changed on the way, or the registry is damaged' },
  );
}

/** Rejects what a damaged or foreign manifest may name instead of a digest. */
export function assertDigest(digest: string, what: string): void {
  if (isDigest(digest)) return;
  const message = `${what}: ${JSON.stringify(shorten(digest, 80))} is not a digest`;
  throw new RegistryError('REGISTRY_FAILED', message);
}
