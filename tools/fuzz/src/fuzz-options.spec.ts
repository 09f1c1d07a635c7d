import { parseFuzzOptions } from './fuzz-options';

describe('parseFuzzOptions', () => {
  it('tries everything for five minutes when nothing is said', () => {
    const options = parseFuzzOptions([]);
    expect(options).toMatchObject({ seconds: 300, seed: 1, parallel: 2 });
    expect(options.only).toEqual(
      expect.arrayContaining(['dockerfile', 'ignore', 'registry']),
    );
  });

  it('takes one target, a seed and the number of one input', () => {
    const words = ['--only', 'lock', '--seed', '7', '--at', '12'];
    expect(parseFuzzOptions(words)).toMatchObject({
      only: ['lock'],
      seed: 7,
      at: 12,
    });
  });

  it.each([
    [['--only', 'x'], "--only: 'x' is none of"],
    [['--seconds', '1.5'], "--seconds: '1.5' is not a whole number"],
    [['--seed', '-1'], '--seed'],
  ])('refuses %j', (words, message) => {
    expect(() => parseFuzzOptions(words)).toThrow(message);
  });
});
