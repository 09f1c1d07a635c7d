import {
  backoffDelay,
  delayAfterAnswer,
  isTransientStatus,
  MAX_DELAY_MS,
  parseAskedDelay,
  parseRetryAfter,
  renderDelay,
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

describe('parseAskedDelay', () => {
  it('reads as much as is asked for', () => {
    expect(parseAskedDelay('3600', 0)).toBe(3_600_000);
  });
});

describe('delayAfterAnswer', () => {
  const state = { attempt: 1, now: 0, random: 0.5, retriable: true };

  it.each([
    [429, '60', 60_000],
    [429, '61', undefined],
    [503, 'Thu, 01 Jan 1970 01:00:00 GMT', undefined],
    [503, 'Thu, 01 Jan 1970 00:00:09 GMT', 9000],
    [503, null, 250],
    [404, '1', undefined],
  ])('of %d that asks for %p is %p', (status, asked, delay) => {
    const headers = { get: () => asked };
    expect(delayAfterAnswer({ status, headers }, state)).toBe(delay);
  });
});

describe('renderDelay', () => {
  it.each([
    [1, '1 s'],
    [60_000, '60 s'],
    [119_500, '2 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1 h 30 min'],
    [7 * 86_400_000, '7 d'],
  ])('of %d ms is %s', (ms, text) => {
    expect(renderDelay(ms)).toBe(text);
  });
});
