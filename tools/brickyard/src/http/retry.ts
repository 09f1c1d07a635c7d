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

/** What `Retry-After` asks for, else a delay that grows. */
export const delayAfterAnswer: DelayAfter = (answer, state) => {
  if (!state.retriable || !isTransientStatus(answer.status)) return undefined;
  const asked = parseRetryAfter(answer.headers.get('retry-after'), state.now);
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

/** `Retry-After`: seconds or a date; `undefined` when it says neither. */
export function parseRetryAfter(
  value: string | null,
  now: number,
): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  const delay = Number.isNaN(seconds)
    ? Date.parse(value) - now
    : seconds * 1000;
  if (Number.isNaN(delay)) return undefined;
  return Math.min(Math.max(delay, 0), MAX_DELAY_MS);
}
