import { renderTable } from './render-table';

describe('renderTable', () => {
  it('pads each column to its widest cell', () => {
    expect(
      renderTable([
        ['a', 'bbb', 'c'],
        ['aaaa', 'b', 'cc'],
      ]),
    ).toEqual(['a     bbb  c', 'aaaa  b    cc']);
  });

  it('leaves no blanks behind, and takes rows of any length', () => {
    expect(renderTable([['a', ''], ['aa', 'b', 'c'], [], ['a']])).toEqual([
      'a',
      'aa  b  c',
      '',
      'a',
    ]);
  });

  it('is nothing for nothing', () => {
    expect(renderTable([])).toEqual([]);
  });
});
