import { plainOutput } from './plain-output';

describe('plainOutput', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b[38:2:1:2:3mtrue colour', 'true colour'],
    ['\u001b[2K\u001b[?25l 10 %', ' 10 %'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]8;;http://a\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001b(Bplain', 'plain'],
    ['10 %\r50 %\r100 %\r', '100 %'],
    ['half \u001b[1', 'half \u001b[1'],
    ['open \u001b]0;rest of the line', 'open \u001b]0;rest of the line'],
    ['text  ', 'text'],
  ])('%j', (line, plain) => expect(plainOutput(line)).toBe(plain));
});
