import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

import type { Environment } from './proxy';

/** Where systems keep what they trust: the places that Go, and so Docker, looks at. */
const SYSTEM_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * A profile's authorities, with the public ones, the system's and those of
 * NODE_EXTRA_CA_CERTS: a list of ours replaces Node's. `undefined` leaves Node's.
 */
export function listAuthorities(
  certificates: readonly string[],
  env: Environment,
): string[] | undefined {
  if (certificates.length === 0) return undefined;
  const system = env.SSL_CERT_FILE || SYSTEM_FILES.find(existsSync);
  const files = [system, env.NODE_EXTRA_CA_CERTS].flatMap(readIfThere);
  return [...new Set([...rootCertificates, ...files, ...certificates])];
}

/** Node itself warns of a file that it cannot read. */
function readIfThere(file: string | undefined): string[] {
  if (!file) return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
