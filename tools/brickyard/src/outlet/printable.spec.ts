import { printable, renderJson } from './printable';

describe('printable', () => {
  it('makes no command of what a control character hid', () => {
    expect(printable('\u00ad::error::x')).toBe('\\xad:\\x3aerror::x');
    expect(printable('a\r\n::error::x')).toBe('a\n:\\x3aerror::x');
  });
});

describe('renderJson', () => {
  const value = {
    version: '1.0\u001b]0;t\u0007 ##vso[task.complete] ##[error] \u202e\u009b',
    '::error::': '::error::x',
  };

  it('is the same value', () => {
    expect(JSON.parse(renderJson(value))).toEqual(value);
  });

  it('is a text that the outlet leaves alone', () => {
    const text = renderJson(value);
    expect(text).not.toContain('##vso[');
    expect(printable(text)).toBe(text);
  });
});
