import { createLimiter } from './limiter';

describe('createLimiter', () => {
  it('never runs more than the limit and runs all', async () => {
    const limit = createLimiter(3);
    let running = 0;
    let most = 0;
    const task = async (n: number) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return n;
    };

    const all = [...Array(10).keys()].map((n) => limit(() => task(n)));

    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
  });

  it('gives the place of a failed task to the next', async () => {
    const limit = createLimiter(1);
    const failed = limit(() => Promise.reject(new Error('boom')));
    const next = limit(() => Promise.resolve('ran'));

    await expect(failed).rejects.toThrow('boom');
    await expect(next).resolves.toBe('ran');
    await expect(limit(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
