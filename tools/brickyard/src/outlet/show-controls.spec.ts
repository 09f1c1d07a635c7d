import { showControls, showLine, spellForJson } from './show-controls';

describe('showControls', () => {
  it.each([
    ['\u001b]0;t\u0007', '\\x1b]0;t\\x07'],
    ['\u009b31m', '\\x9b31m'],
    ['a\bb\u007f', 'a\\x08b\\x7f'],
    ['safe\rforged', 'safe\\rforged'],
    ['\u202egnp.exe\u2069', '\\u202egnp.exe\\u2069'],
    ['a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\x85d'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['half \ud800', 'half \\ud800'],
    ['one\r\n\ttwo\n', 'one\n\ttwo\n'],
    ['ü 漢 🎉 − │', 'ü 漢 🎉 − │'],
  ])('%j', (text, shown) => {
    expect(showControls(text)).toBe(shown);
    expect(showControls(shown)).toBe(shown);
  });

  it('spells them so that JSON reads them back', () => {
    const value = 'a\u009b\u202e\u{e0041}\u007f';
    const text = showControls(JSON.stringify(value), spellForJson);
    expect(text).toMatch(/^[ -~]*$/);
    expect(JSON.parse(text)).toBe(value);
  });
});

describe('showLine', () => {
  it('keeps a value on its line', () => {
    expect(showLine('1.0\nforged\t2\r\n')).toBe('1.0\\nforged\\t2\\n');
  });
});
