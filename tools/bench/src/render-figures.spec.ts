import { renderMegabytes, renderSpread, renderTable } from './render-figures';

describe('renderTable', () => {
  it('sets figures to the right', () => {
    expect(renderTable(['what', 's'], [['plan', '1']])).toBe(
      '| what | s |\n| --- | ---: |\n| plan | 1 |',
    );
  });
});

describe('renderSpread', () => {
  it('says median, least and most', () => {
    expect(renderSpread([1, 3, 2.5])).toBe('**2.50** (1.00–3.00)');
  });

  it('says that nothing was measured', () => {
    expect(renderSpread([])).toBe('–');
  });
});

describe('renderMegabytes', () => {
  it.each([
    [94_120_000, '94.1 MB'],
    [undefined, '–'],
  ])('%d is %s', (bytes, text) => {
    expect(renderMegabytes(bytes)).toBe(text);
  });
});
