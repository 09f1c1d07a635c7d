import {
  cellCode,
  code,
  codeBlock,
  escapeHtml,
  escapeText,
  htmlCode,
} from './markdown-text';

describe('escapeText', () => {
  it.each([
    ['a|b', 'a\\|b'],
    [
      '`x` *y* _z_ [w](v) ~~u~~',
      '\\`x\\` \\*y\\* \\_z\\_ \\[w\\](v) \\~\\~u\\~\\~',
    ],
    ['a\\|b', 'a\\\\\\|b'],
    ['<img src=x onerror=1>', '&lt;img src=x onerror=1&gt;'],
    ['&lt;', '&amp;lt;'],
    ['@someone', '@&#8203;someone'],
    ['@<2f1a>', '@&#8203;&lt;2f1a&gt;'],
    ['fixes #12 and !7, GH-9', 'fixes #&#8203;12 and !&#8203;7, GH&#8203;-9'],
    ['a @ b # c!', 'a @ b # c!'],
    ['two\n| lines |', 'two \\| lines \\|'],
    ['\u001b[31mred\u202e', '\\\\x1b\\[31mred\\\\u202e'],
    ['# head', '\\# head'],
    ['- item', '\\- item'],
    ['===', '\\==='],
    ['1. one', '1\\. one'],
    ['17.3-LTS', '17.3-LTS'],
    ['--', '\\--'],
    ['![x](http://a.b/c)', '!\\[x\\](http:&#8203;//a.b/c)'],
    ['see https://a.b, www.a.b', 'see https:&#8203;//a.b, www&#8203;.a.b'],
    ['ann@a.example', 'ann@&#8203;a.example'],
    ['<!-- x --></details>', '&lt;!-- x --&gt;&lt;/details&gt;'],
    ['::error::x', ':\\\\x3aerror::x'],
    ['a##vso[task.complete]', 'a##&#8203;vso\\\\x5btask.complete\\]'],
  ])('%j', (text, escaped) => expect(escapeText(text)).toBe(escaped));
});

describe('code', () => {
  it.each([
    ['numpy', '`numpy`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['@someone', '`@someone`'],
    ['', ''],
  ])('%j', (text, shown) => expect(code(text)).toBe(shown));

  it('hides bars from the table', () => {
    expect(cellCode('a|b')).toBe('`a\\|b`');
    expect(cellCode('a\\|b')).toBe('<code>a\\\\\\|b</code>');
  });

  it('is a longer fence than any inside', () => {
    expect(codeBlock(['```', 'x\u001b[1m', '::error::'])).toEqual([
      '````text',
      '```',
      'x\\x1b[1m',
      ':\\x3aerror::',
      '````',
    ]);
  });
});

describe('escapeHtml', () => {
  it('closes no element and tells nobody', () => {
    expect(escapeHtml('</summary>"@x"')).toBe(
      '&lt;/summary&gt;&quot;@&#8203;x&quot;',
    );
  });

  it('leaves code as it is to be copied', () => {
    expect(htmlCode('r@17.3 <b>')).toBe('<code>r@17.3 &lt;b&gt;</code>');
  });
});
