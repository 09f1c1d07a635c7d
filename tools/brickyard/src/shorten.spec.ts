import { shorten } from './shorten';

describe('shorten', () => {
  it.each([
    ['abc', 'abc'],
    ['abcd', 'ab…'],
    ['a😀bc', 'a…'],
  ])('%s', (text, short) => expect(shorten(text, 3)).toBe(short));
});

it('shortens no login to what is not known for one', () => {
  expect(shorten('https://ann:hunter2@h', 17)).toBe('https://***@h');
  expect(shorten('https://ann:hunter2@host.example', 14)).toBe(
    'https://***@h…',
  );
});
