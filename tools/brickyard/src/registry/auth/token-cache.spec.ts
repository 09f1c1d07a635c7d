import { TokenCache } from './token-cache';

describe('TokenCache', () => {
  let now: number;
  let fetched: number;
  let cache: TokenCache;

  beforeEach(() => {
    now = 0;
    fetched = 0;
    cache = new TokenCache(() => now);
  });

  async function fetchToken() {
    fetched += 1;
    const value = `token-${fetched}`;
    await new Promise(setImmediate);
    return { value, expiresAt: now + 100 };
  }

  it('shares one request between callers at the same time', async () => {
    const both = [cache.get('a', fetchToken), cache.get('a', fetchToken)];
    expect(await Promise.all(both)).toEqual(['token-1', 'token-1']);
  });

  it('keeps keys apart', async () => {
    expect(await cache.get('a', fetchToken)).toBe('token-1');
    expect(await cache.get('b', fetchToken)).toBe('token-2');
  });

  it('renews a token that expired, once for all', async () => {
    await cache.get('a', fetchToken);
    now = 99;
    expect(await cache.get('a', fetchToken)).toBe('token-1');
    now = 100;
    const both = [cache.get('a', fetchToken), cache.get('a', fetchToken)];
    expect(await Promise.all(both)).toEqual(['token-2', 'token-2']);
  });

  it('does not keep a failure', async () => {
    const fail = () => Promise.reject(new Error('down'));
    await expect(cache.get('a', fail)).rejects.toThrow('down');
    expect(await cache.get('a', fetchToken)).toBe('token-1');
  });

  it('drops the token that was refused, and only that one', async () => {
    await cache.get('a', fetchToken);
    await cache.drop('a', 'token-0');
    expect(await cache.get('a', fetchToken)).toBe('token-1');
    await cache.drop('a', 'token-1');
    expect(await cache.get('a', fetchToken)).toBe('token-2');
  });
});
