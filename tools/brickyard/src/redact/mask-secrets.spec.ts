import { maskSecrets } from './mask-secrets';

describe('maskSecrets', () => {
  it.each([
    ['a secret', 'login hunter2 ok hunter2', ['hunter2'], 'login *** ok ***'],
    ['the longer one first', 'abcdef', ['abc', 'abcdef'], '***'],
    ['nothing for an empty secret', 'text', [''], 'text'],
    ['nothing for one or two letters', 'a cat', ['a', 'at'], 'a cat'],
    ['signs literally', 'a$&.*b', ['$&.*'], 'a***b'],
  ])('masks %s', (_what, text, secrets, expected) => {
    expect(maskSecrets(text, secrets)).toBe(expected);
  });
});
