import { BrickyardError, interruptedError, isBrickyardError } from '../errors';

const NOT_THERE: readonly unknown[] = [
  'ENOENT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
];
const NOT_ALLOWED: readonly unknown[] = ['EACCES', 'EPERM'];
const GONE: readonly unknown[] = [
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
];

const START_HINT =
  'start Docker, or name an engine that runs: DOCKER_HOST=…, or `docker context use …`';
const TLS_FILES_HINT =
  'TLS takes ca.pem, cert.pem and key.pem from DOCKER_CERT_PATH, or from the docker context: are they those of this engine?';

/** What the other side of a TLS connection may be, by Node's code. */
const TLS_FAILURES: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST))$/,
    'it does not speak TLS',
    'leave out DOCKER_TLS_VERIFY, or name the port that speaks TLS (2376 as a rule)',
  ],
  [
    /^ERR_SSL_.*(ALERT|HANDSHAKE)/,
    'it refuses our certificate',
    TLS_FILES_HINT,
  ],
  [
    /CERT|SIGNED|ISSUER|UNABLE_TO_VERIFY/,
    'its certificate is not to be trusted',
    TLS_FILES_HINT,
  ],
];
/** Go's answer to a request that came without TLS. */
const WANTS_TLS = /HTTP request to an HTTPS server/;

/** What a failed request to the engine means to a user. */
export function engineError(cause: unknown, address: string): BrickyardError {
  if (isBrickyardError(cause)) return cause;
  const { code, name, statusCode } = readCause(cause);
  if (name === 'AbortError') return interruptedError(cause);
  if (statusCode !== undefined) {
    return plainError(cause, address) ?? answerError(cause, statusCode);
  }
  if (NOT_ALLOWED.includes(code)) return deniedError(cause, address);
  const tls = tlsError(cause, address);
  if (tls !== undefined) return tls;
  if (GONE.includes(code)) return goneError(address, cause);
  const why = NOT_THERE.includes(code) ? String(code) : messageOf(cause);
  return new BrickyardError(
    'ENGINE_UNREACHABLE',
    `no Docker engine answers at ${address} (${why})`,
    { hint: START_HINT, cause },
  );
}

/** The connection ended before the engine reported a result. */
export function goneError(address: string, cause?: unknown): BrickyardError {
  return new BrickyardError(
    'ENGINE_UNREACHABLE',
    `the engine at ${address} went away before it had finished`,
    { hint: 'is it still running? Run the command again: it continues', cause },
  );
}

export const DISK_FULL_HINT =
  'free some space with `docker system prune` or `docker builder prune`';

/** The words of engines, and of programs that a build runs. */
export function tellsFullDisk(text: string): boolean {
  return /no space left on device/i.test(text);
}

/** `undefined` when the text does not mention a full disk. */
export function diskFullError(text: string): BrickyardError | undefined {
  if (!tellsFullDisk(text)) return undefined;
  return new BrickyardError(
    'DISK_FULL',
    `the engine's disk is full: ${text.trim()}`,
    { hint: DISK_FULL_HINT },
  );
}

/** The engine's message beside a failed status. */
export function answerText(cause: unknown): string | undefined {
  if (readCause(cause).statusCode === undefined) return undefined;
  return messageOf(cause).trim();
}

export function isNotFound(cause: unknown): boolean {
  return readCause(cause).statusCode === 404;
}

export function isConflict(cause: unknown): boolean {
  return readCause(cause).statusCode === 409;
}

function deniedError(cause: unknown, address: string): BrickyardError {
  return new BrickyardError(
    'ENGINE_DENIED',
    `no permission to use the Docker engine at ${address}`,
    {
      hint: 'on Linux, join the docker group (`sudo usermod -aG docker $USER`, then log in again), or name an engine of your own: DOCKER_HOST=…',
      cause,
    },
  );
}

function tlsError(cause: unknown, address: string): BrickyardError | undefined {
  const code = codeOf(cause);
  const text = messageOf(cause);
  // An alert is the other side's refusal, and Node has one code for many of them.
  const refused = code === 'EPROTO' && /\balert\b/.test(text);
  const name = refused ? 'ERR_SSL_ALERT' : code;
  const found = TLS_FAILURES.find(([shape]) => shape.test(name));
  if (found === undefined) return undefined;
  const [, why, hint] = found;
  return new BrickyardError(
    'ENGINE_UNREACHABLE',
    `cannot speak TLS with ${address}: ${why} (${shortText(text)})`,
    { hint, cause },
  );
}

function plainError(
  cause: unknown,
  address: string,
): BrickyardError | undefined {
  if (!WANTS_TLS.test(answerText(cause) ?? '')) return undefined;
  return new BrickyardError(
    'ENGINE_UNREACHABLE',
    `${address} speaks only TLS, and was asked without`,
    {
      hint: 'set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem',
      cause,
    },
  );
}

function answerError(cause: unknown, status: number): BrickyardError {
  const text = answerText(cause) ?? '';
  const full = diskFullError(text);
  if (full !== undefined) return full;
  const denied = status === 401 || status === 403;
  const tooOld = /client version \S+ is too old/.test(text);
  return new BrickyardError(
    denied ? 'ENGINE_DENIED' : 'ENGINE_FAILED',
    `the engine answered ${status}: ${text}`,
    {
      ...(tooOld && { hint: 'update Brickyard, or use an older engine' }),
      cause,
    },
  );
}

function codeOf(cause: unknown): string {
  const { code } = readCause(cause);
  return typeof code === 'string' ? code : '';
}

interface Cause {
  message?: unknown;
  code?: unknown;
  name?: unknown;
  statusCode?: number;
}

function readCause(cause: unknown): Cause {
  return typeof cause === 'object' ? (cause ?? {}) : {};
}

/** OpenSSL puts the place in its own sources before what it has to say. */
function shortText(text: string): string {
  return text.trim().split(':').at(-1)?.trim() || text.trim();
}

function messageOf(cause: unknown): string {
  return String(readCause(cause).message ?? cause);
}
