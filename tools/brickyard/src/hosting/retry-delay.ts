import {
  backoffDelay,
  isTransientStatus,
  MAX_ATTEMPTS,
  parseRetryAfter,
} from '../http/retry';

interface Answer {
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
  /** A second time does no harm. */
  isRepeatable: boolean;
}

/** Nobody waits longer than this for a comment. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Milliseconds to wait before the request is sent again; `undefined` when the
 * answer counts. A host that limits has not done what was asked, so even a POST
 * may be repeated; after a 500 it may have.
 */
export function retryDelay(
  answer: Answer,
  { attempt, now, random, isRepeatable }: Try,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  if (isRateLimit(answer)) {
    const delay = limitDelay(answer, now) ?? backoffDelay(attempt, random);
    return delay > LONGEST_WAIT_MS ? undefined : delay;
  }
  const { status, headers } = answer;
  const isUndone = status === 503;
  if (!isTransientStatus(status) || !(isRepeatable || isUndone))
    return undefined;
  const asked = parseRetryAfter(headers.get('retry-after'), now);
  return asked ?? backoffDelay(attempt, random);
}

/**
 * GitHub answers 403 as well as 429: docs.github.com, "Rate limits for the REST
 * API", "Exceeding the rate limit".
 */
export function isRateLimit({ status, headers }: Answer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0';
  return isUsedUp || headers.get('retry-after') !== null;
}

/** `retry-after`, else the second at which GitHub's limit is reset. */
function limitDelay({ headers }: Answer, now: number): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0';
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (!isUsedUp || Number.isNaN(reset)) return undefined;
  return Math.max(0, reset * 1000 - now);
}
