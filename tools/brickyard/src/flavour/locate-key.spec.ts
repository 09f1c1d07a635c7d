import { type KeyPath, locateKey } from './locate-key';

const text = `// é: a comment is part of the text, its bytes too
import { defineImage } from 'brickyard';

const tests = { timeout: 1 };

export default defineImage({
  runtimes: ['17.3-LTS'],
  waivers: [
    { rule: 'PY-1', reason: 'x' },
    {
      rule: 'PY-2',
      reason: '',
    },
  ],
  tests,
  'owners': [
    'ann',
  ],
  get description() { return ''; },
});
`;

describe('locateKey', () => {
  it.each<[KeyPath, number]>([
    [['runtimes'], 7],
    [['runtimes', 0], 7],
    [['waivers', 1], 10],
    [['waivers', 1, 'reason'], 12],
    [['waivers', 1, 'until'], 10],
    [['waivers', 7], 8],
    [['tests', 'timeout'], 15],
    [['owners', 0], 17],
    [['description'], 19],
  ])('of %j is line %i', (path, line) => {
    expect(locateKey(text, path)).toBe(line);
  });

  it('is nothing for a key that is not written', () => {
    expect(locateKey(text, ['cluster'])).toBeUndefined();
  });

  it.each([
    ['export default { a: 1 };'],
    ['export default { a: 1 } satisfies object;'],
    ['export default ({ a: 1 } as const);'],
    ['export default define(define({ a: 1 }));'],
  ])('looks into %s', (written) => {
    expect(locateKey(`\n${written}`, ['a'])).toBe(2);
  });

  it.each([
    'export default {',
    '',
    'export default 1;',
    'export const a = {};',
  ])('is nothing for %j', (written) => {
    expect(locateKey(written, ['a'])).toBeUndefined();
  });
});
