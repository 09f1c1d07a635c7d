/** Waits, and rejects as soon as `signal` is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<unknown>;

/** How often a request is sent before its failure counts. */
export const MAX_ATTEMPTS = 5;
const FIRST_DELAY_MS = 250;
/** A registry may ask for an hour; a build must not wait that long. */
export const MAX_DELAY_MS = 60_000;

/** The parts of an answer that decide the wait. */
export interface Delayed {
  status: number;
  headers: { get(name: string): string | null };
}

export interface Try {
  /** From 1. */
  attempt: number;
  /** Milliseconds since 1970. */
  now: number;
  /** In [0, 1). */
  random: number;
  /** Sending it twice does no harm. */
  retriable: boolean;
}

/** Milliseconds to wait before a request is sent again; `undefined` when the answer counts. */
export type DelayAfter = (answer: Delayed, state: Try) => number | undefined;

/**
 * What `Retry-After` asks for, else a delay that grows. Who asks for more than
 * we wait is not asked again.
 */
export const delayAfterAnswer: DelayAfter = (answer, state) => {
  if (!state.retriable || !isTransientStatus(answer.status)) return undefined;
  const asked = parseAskedDelay(answer.headers.get('retry-after'), state.now);
  if (asked !== undefined && asked > MAX_DELAY_MS) return undefined;
  return asked ?? backoffDelay(state.attempt, state.random);
};

/** 404 is an answer; 501 and 505 will not change. */
export function isTransientStatus(status: number): boolean {
  return status === 429 || [500, 502, 503, 504].includes(status);
}

/**
 * How long to wait after the `attempt`-th failure (from 1). `random` in [0, 1)
 * spreads clients that failed together.
 */
export function backoffDelay(attempt: number, random: number): number {
  const delay = FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + random);
  return Math.min(delay, MAX_DELAY_MS);
}

/** `Retry-After`, but never more than we wait; `undefined` when it says nothing. */
export function parseRetryAfter(
  value: string | null,
  now: number,
): number | undefined {
  const asked = parseAskedDelay(value, now);
  return asked && Math.min(asked, MAX_DELAY_MS);
}

/** `Retry-After`: seconds or a date; `undefined` when it says neither. */
export function parseAskedDelay(
  value: string | null,
  now: number,
): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  const delay = Number.isNaN(seconds)
    ? Date.parse(value) - now
    : seconds * 1000;
  return Number.isNaN(delay) ? undefined : Math.max(delay, 0);
}

/** `45 s`, `2 min`, `1 h 30 min`, `3 d`: rounded up, so that nobody comes too early. */
export function renderDelay(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.ceil(minutes / 1440)} d`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
