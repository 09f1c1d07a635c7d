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
  'start one with tools/lab/engine.sh, or point DOCKER_HOST at one that runs';

/** What a failed request to the engine means to a user. */
export function engineError(cause: unknown, address: string): BrickyardError {
  if (isBrickyardError(cause)) return cause;
  const { code, name, statusCode } = readCause(cause);
  if (name === 'AbortError') return interruptedError(cause);
  if (statusCode !== undefined) return answerError(cause, statusCode);
  if (NOT_ALLOWED.includes(code)) return deniedError(cause, address);
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
  return messageOf(cause)
    .replace(/^\(HTTP code \d+\) [^-]*- /, '')
    .trim();
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
      hint: 'join the docker group (`sudo usermod -aG docker $USER`, then log in again)',
      cause,
    },
  );
}

function answerError(cause: unknown, status: number): BrickyardError {
  const text = answerText(cause) ?? '';
  const full = diskFullError(text);
  if (full !== undefined) return full;
  const denied = status === 401 || status === 403;
  return new BrickyardError(
    denied ? 'ENGINE_DENIED' : 'ENGINE_FAILED',
    `the engine answered ${status}: ${text}`,
    { cause },
  );
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

function messageOf(cause: unknown): string {
  return String(readCause(cause).message ?? cause);
}
