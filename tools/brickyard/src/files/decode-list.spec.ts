import { decodeList } from './decode-list';

const text = 'numpy==2.1.3\r\n# Käse\r\n';

const utf32 = (written: string) =>
  Buffer.concat(
    [...written].map((letter) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(letter.codePointAt(0) ?? 0);
      return bytes;
    }),
  );

describe('decodeList', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-32 LE with a mark', utf32(`\ufeff${text}`)],
    ['UTF-32 BE with a mark', utf32(`\ufeff${text}`).swap32()],
    ['UTF-32 LE', utf32(text)],
  ])('reads %s', (_, bytes) => {
    expect(decodeList(bytes)).toEqual({ text });
  });

  it.each([
    ['# -*- coding: latin-1 -*-', '\xe9\x80', 'é\x80'],
    ['# vim: set fileencoding=cp1252 :', '\x80', '€'],
    ['a\n# coding=iso-8859-15', '\xa4', '€'],
    ['# coding: shift_jis', '\x83e', 'テ'],
    ['a\nb\n# coding: latin-1', '', ''],
  ])('honours %s', (comment, bytes, letters) => {
    const file = Buffer.from(`${comment}\n${bytes}`, 'latin1');
    expect(decodeList(file)).toEqual({ text: `${comment}\n${letters}` });
  });

  it.each([
    ['# coding: klingon', 'says that it is klingon, which is not known here'],
    ['# coding: ascii\n\xe9', 'is not ASCII, which it says it is'],
    ['a\nb\n# coding: latin-1\n\xe9', 'is not UTF-8: there is a byte 0xE9'],
    ['a\0b', 'has a NUL character'],
  ])('says what is wrong with %j', (bytes, fault) => {
    expect(decodeList(Buffer.from(bytes, 'latin1'))).toMatchObject({
      fault: expect.stringContaining(fault) as string,
    });
  });
});
