import { includedPath } from './include-line';

describe('includedPath', () => {
  it.each([
    ['-r other.txt', 'other.txt'],
    ['-rother.txt', 'other.txt'],
    ['-c a/b.txt', 'a/b.txt'],
    ['--requirement other.txt', 'other.txt'],
    ['--constraint=other.txt', 'other.txt'],
    ['-r "a b.txt"', 'a b.txt'],
    ['--requirem other.txt', 'other.txt'],
  ])('reads %s', (line, path) => {
    expect(includedPath(line)).toBe(path);
  });

  it.each([
    'pandas',
    '--require-hashes',
    '-e ./lib',
    '--requirementother.txt',
    '--constraint = a.txt',
  ])('sees none in %s', (line) => expect(includedPath(line)).toBeUndefined());
});
