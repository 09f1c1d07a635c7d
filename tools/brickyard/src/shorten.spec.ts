import { shorten } from './shorten';

describe('shorten', () => {
  it.each([
    ['abc', 'abc'],
    ['abcd', 'ab…'],
    ['a😀bc', 'a…'],
  ])('%s', (text, short) => expect(shorten(text, 3)).toBe(short));
});
