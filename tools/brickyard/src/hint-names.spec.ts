import { findLikely, hintNames } from './hint-names';

const flavours = ['toolbox', 'minimal', 'python', 'r', 'python-r'];

describe('findLikely', () => {
  it.each([
    ['pyhton', 'python'],
    ['Python', 'python'],
    ['pythn-r', 'python-r'],
    ['tolbox', 'toolbox'],
    ['R', 'r'],
    ['geo', undefined],
    ['x', undefined],
    ['py', undefined],
    ['', undefined],
  ])('%j: %s', (word, expected) => {
    expect(findLikely(word, flavours)).toBe(expected);
  });

  it('finds nothing among none', () => {
    expect(findLikely('a', [])).toBeUndefined();
  });
});

describe('hintNames', () => {
  it('asks, then lists', () => {
    expect(hintNames('names', ['base', 'child'], ['bse', 'chidl', 'bas'])).toBe(
      'did you mean base, child? names: base, child',
    );
    expect(hintNames('names', ['base'], ['xyz'])).toBe('names: base');
  });
});
