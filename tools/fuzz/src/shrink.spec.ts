import { shrink } from './shrink';

describe('shrink', () => {
  it('keeps only what matters', async () => {
    const input = Buffer.from(`${'a'.repeat(500)}x${'b'.repeat(300)}y`);
    const small = await shrink(input, async (each) =>
      /x.*y/s.test(String(each)),
    );
    expect(String(small)).toBe('xy');
  });

  it('asks no more often than it may', async () => {
    const isSame = jest.fn(async () => false);
    const input = Buffer.alloc(1000, 'a');
    expect(await shrink(input, isSame, 5)).toEqual(input);
    expect(isSame).toHaveBeenCalledTimes(5);
  });
});
