import { fitSections } from './fit-sections';

const sections = [
  { id: 'a', variants: ['a', 'aaaa', 'aaaaaaaa'] },
  { id: 'b', variants: ['b', 'bbbb'] },
  { id: 'c', variants: ['ccc'] },
];

describe('fitSections', () => {
  it.each([
    [100, ['aaaaaaaa', 'bbbb', 'ccc'], [], []],
    // 4 characters for c, and each text with a line's end.
    [14, ['aaaa', 'bbbb', 'ccc'], ['a'], []],
    [11, ['aaaa', 'b', 'ccc'], ['a', 'b'], []],
    [8, ['a', 'b', 'ccc'], ['a', 'b'], []],
    [7, ['aaaa', 'b'], ['a', 'b'], ['c']],
    [1, [], [], ['a', 'b', 'c']],
    [-5, [], [], ['a', 'b', 'c']],
  ])('%i characters', (room, texts, shortened, omitted) => {
    expect(fitSections(sections, room)).toEqual({ texts, shortened, omitted });
  });

  it('fits nothing into nothing', () => {
    const nothing = { texts: [], shortened: [], omitted: [] };
    expect(fitSections([], 10)).toEqual(nothing);
  });
});
