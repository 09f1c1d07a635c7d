import { readChannel } from './read-channel';

describe('readChannel', () => {
  it.each([
    [undefined, undefined],
    ['pr-12', 'pr-12'],
    [12, '12'],
    [0, '0'],
  ])('of %j is %j', (given, expected) => {
    expect(readChannel(given)).toBe(expected);
  });

  it.each(['', 'a b', '-x', 'a/b', 'x'.repeat(82)])('refuses %j', (given) => {
    expect(() => readChannel(given)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }) as Error,
    );
  });

  it.each([1.1, 1e21])(
    'refuses %d, which may have been another text',
    (given) => {
      expect(() => readChannel(given)).toThrow(
        expect.objectContaining({
          code: 'OPTIONS_INVALID',
          message: expect.stringContaining(`number ${given}`) as string,
        }) as Error,
      );
    },
  );
});
