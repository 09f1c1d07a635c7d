import {
  backoffDelay,
  isTransientStatus,
  MAX_DELAY_MS,
  parseRetryAfter,
} from './retry';

describe('isTransientStatus', () => {
  it.each([429, 500, 502, 503, 504])('says yes to %d', (status) => {
    expect(isTransientStatus(status)).toBe(true);
  });

  it.each([200, 400, 401, 403, 404, 413, 501])('says no to %d', (status) => {
    expect(isTransientStatus(status)).toBe(false);
  });
});

describe('backoffDelay', () => {
  it.each([
    [1, 0, 125],
    [1, 0.5, 250],
    [2, 0.5, 500],
    [4, 0.5, 2000],
    [20, 0.5, MAX_DELAY_MS],
  ])('after failure %d with random %d waits %d ms', (attempt, random, ms) => {
    expect(backoffDelay(attempt, random)).toBe(ms);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2025-01-01T00:00:00Z');

  it.each([
    ['2', 2000],
    ['0', 0],
    ['-5', 0],
    ['3600', MAX_DELAY_MS],
    ['Wed, 01 Jan 2025 00:00:10 GMT', 10_000],
    ['Tue, 31 Dec 2024 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %p as %p ms', (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });
});
