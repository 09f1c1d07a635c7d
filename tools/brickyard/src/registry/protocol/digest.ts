import { createHash } from 'node:crypto';

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
  const actual = digestOf(bytes, digest.slice(0, digest.indexOf(':')));
  if (actual === digest) return;
  throw new RegistryError(
    'REGISTRY_FAILED',
    `${what}: expected ${digest}, received bytes of ${actual}`,
    { hint: 'the content was changed on the way, or the registry is damaged' },
  );
}
