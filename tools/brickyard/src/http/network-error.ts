import { BrickyardError } from '../errors';
import { redact } from '../redact/redact';
import { HttpError } from './http-error';

/** Failures of one connection, not of the host: another try may work. */
const RESETS: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name does not resolve now',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within the time limit',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** The error for a request that got no answer. */
export function networkError(url: URL, error: unknown): HttpError {
  const root = findRoot(error);
  const code = root.code ?? root.message;
  const explanation = EXPLANATIONS[code];
  const reason = explanation ? `${explanation} (${code})` : redact(code);
  return new HttpError('HTTP_FAILED', `cannot reach ${url.host}: ${reason}`, {
    failure: /CERT|SIGN|SSL|TLS/.test(code) ? 'untrusted' : 'unreachable',
    transient: RESETS.has(code),
    cause: redactedCause(root),
  });
}

export function timeoutError(url: URL, ms: number): HttpError {
  const message = `cannot reach ${url.host}: no answer in ${Math.round(ms / 1000)} s`;
  return new HttpError('HTTP_FAILED', message, { failure: 'timeout' });
}

export function interruptedRequestError({ host }: URL): BrickyardError {
  const message = `interrupted while talking to ${host}`;
  const hint = 'run the same command again: it continues';
  return new BrickyardError('INTERRUPTED', message, { hint });
}

interface Root {
  message: string;
  code?: string;
}

/** `fetch` wraps errors: the system's own is the innermost one. */
function findRoot(error: unknown): Root {
  let current = error as { cause?: unknown; errors?: unknown[] };
  for (let depth = 0; depth < 10; depth += 1) {
    const inner = current?.cause ?? current?.errors?.[0];
    if (typeof inner !== 'object' || inner === null) break;
    current = inner;
  }
  const { message, code } = current as { message?: unknown; code?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    code: typeof code === 'string' ? code : undefined,
  };
}

/** The original may quote a URL with a password in it. */
function redactedCause({ message, code }: Root): Error {
  return Object.assign(new Error(redact(message)), { code });
}
