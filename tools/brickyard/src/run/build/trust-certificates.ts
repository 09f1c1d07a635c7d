import { rootCertificates } from 'node:tls';

import type { StepExtension } from '../../dockerfile/extend-steps';
import type { BuildExtension } from '../../engine/engine';
import { BrickyardError } from '../../errors';

/** Below /dev, which a step has in memory: a mount point there leaves no trace. */
const FOLDER = '/dev/brickyard';
const BUNDLE = `${FOLDER}/ca-certificates.crt`;
const APT_CONFIG = `${FOLDER}/apt.conf`;

/** BuildKit takes no larger secret (MaxSecretSize). */
const LARGEST_BUNDLE = 500 * 1024;

/** Who reads which: OpenSSL, Python, uv and Go the first, then requests, pip … */
const ARGS = {
  SSL_CERT_FILE: BUNDLE,
  REQUESTS_CA_BUNDLE: BUNDLE,
  PIP_CERT: BUNDLE,
  CURL_CA_BUNDLE: BUNDLE,
  GIT_SSL_CAINFO: BUNDLE,
  NODE_EXTRA_CA_CERTS: BUNDLE,
  APT_CONFIG,
};

/** Files for the session, and what the Dockerfile gets. */
export type CertificateTrust = BuildExtension & StepExtension;

/**
 * How every step trusts these certificates besides the public roots, which
 * stay: packages may come from both worlds. Throws OPTIONS_INVALID when they
 * are too many.
 */
export function trustCertificates(
  certificates: readonly string[],
): CertificateTrust | undefined {
  if (certificates.length === 0) return undefined;
  const roots = rootCertificates.map((pem) => `${pem.trim()}\n`);
  const bundle = Buffer.from([...roots, ...certificates].join(''));
  if (bundle.length > LARGEST_BUNDLE) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `caCertificates: ${bundle.length} bytes with the public roots, and a build takes ${LARGEST_BUNDLE}`,
      { hint: 'name your own certificates alone; public roots are there' },
    );
  }
  return {
    files: {
      'brickyard-ca-certificates': bundle,
      'brickyard-apt-config': Buffer.from(
        `Acquire::https::CAInfo "${BUNDLE}";\n`,
      ),
    },
    flags: [
      mountFlag('brickyard-ca-certificates', BUNDLE),
      mountFlag('brickyard-apt-config', APT_CONFIG),
    ].join(' '),
    args: ARGS,
  };
}

/** Readable for everyone: a step may run as another USER, and apt always does. */
function mountFlag(id: string, target: string): string {
  return `--mount=type=secret,id=${id},target=${target},mode=0444`;
}
