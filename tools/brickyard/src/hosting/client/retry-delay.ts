import {
  backoffDelay,
  type DelayAfter,
  type Delayed,
  isTransientStatus,
  parseRetryAfter,
} from '../../http/retry';

/** A comment is not worth a longer wait. */
const LONGEST_WAIT_MS = 60_000;

/**
 * After a rate limit even a POST may be repeated, since the host has not carried
 * it out. After a 500 the host may have.
 */
export const delayAfterHost: DelayAfter = (answer, state) => {
  const { attempt, now, random, retriable } = state;
  if (isRateLimit(answer)) {
    const delay = limitDelay(answer, now) ?? backoffDelay(attempt, random);
    return delay > LONGEST_WAIT_MS ? undefined : delay;
  }
  const { status, headers } = answer;
  const isUndone = status === 503;
  if (!isTransientStatus(status) || !(retriable || isUndone)) return undefined;
  const asked = parseRetryAfter(headers.get('retry-after'), now);
  return asked ?? backoffDelay(attempt, random);
};

/**
 * GitHub answers with 403 as well as 429: docs.github.com, "Rate limits for the REST
 * API", "Exceeding the rate limit".
 */
export function isRateLimit({ status, headers }: Delayed): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0';
  return isUsedUp || headers.get('retry-after') !== null;
}

/** `retry-after`, else the second at which GitHub resets its limit. */
function limitDelay({ headers }: Delayed, now: number): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0';
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (!isUsedUp || Number.isNaN(reset)) return undefined;
  return Math.max(0, reset * 1000 - now);
}
