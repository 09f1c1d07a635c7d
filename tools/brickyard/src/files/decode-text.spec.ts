import { type Decoded, decodeText } from './decode-text';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('decodeText', () => {
  it('reads UTF-8, and leaves its mark alone', () => {
    const text = '\ufeffé\u00a0日本 🧱\n';
    expect(decodeText(Buffer.from(text))).toEqual({ text });
  });

  it('reads an empty file', () => {
    expect(decodeText(Buffer.alloc(0))).toEqual({ text: '' });
  });

  it.each<[string, Buffer, Decoded]>([
    [
      'UTF-16 with a mark',
      utf16('\ufeffFROM x\r\n'),
      {
        fault: expect.stringContaining('is UTF-16 LE, as PowerShell') as string,
      },
    ],
    [
      'UTF-16 without one',
      utf16('FROM x\r\n').swap16(),
      { fault: expect.stringContaining('is UTF-16 BE') as string },
    ],
    [
      'Latin-1',
      Buffer.from('a\nb\n# caf\xe9 noir\n', 'latin1'),
      {
        fault: 'is not UTF-8: there is a byte 0xE9: save it as UTF-8',
        line: 3,
      },
    ],
    [
      'a letter that is cut off',
      Buffer.from('a\né').subarray(0, 3),
      {
        fault: 'is not UTF-8: there is a byte 0xC3: save it as UTF-8',
        line: 2,
      },
    ],
    [
      'NUL',
      Buffer.from('a\nb\0c'),
      {
        fault: 'has a NUL character, which no text has: take it out',
        line: 2,
      },
    ],
  ])('says what %s is', (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual(expected);
  });
});
