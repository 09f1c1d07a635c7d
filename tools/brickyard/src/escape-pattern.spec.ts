import { escapePattern } from './escape-pattern';

describe('escapePattern', () => {
  it.each(['g++', 'a.b', '${X}', '(', '[a-z]', 'a|b', '^$', '\\d', 'x*?'])(
    'takes %s for itself',
    (text) => {
      expect(new RegExp(`^${escapePattern(text)}$`).test(text)).toBe(true);
      expect(new RegExp(`^${escapePattern(text)}$`).test('ab')).toBe(false);
    },
  );
});
